using System.Globalization;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Messaging;
using ElectorPortal.Web.Security.Keys;
using ElectorPortal.Web.Settings;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace ElectorPortal.Web.Features.Reassort;

/// <summary>Makes a claim of what was typed, or says field by field why it cannot.</summary>
internal sealed class ReassortFormReader(ReassortOptions options, KeyedHash hash)
{
    private static readonly string[] DateFormats = ["d/M/yyyy", "d-M-yyyy", "d.M.yyyy", "d M yyyy", "ddMMyyyy"];

    /// <returns>Null where a field is wrong; the model state then says which.</returns>
    public ReassortClaim? Read(ReassortForm form, ModelStateDictionary errors)
    {
        var number = ReadNumber(form.Phone, errors);
        var numen = ReadNumen(form.Numen, errors);
        var birthDate = ReadBirthDate(form.BirthDate, errors);
        if (string.IsNullOrWhiteSpace(form.SecurityCode))
            errors.AddModelError(nameof(form.SecurityCode), ReassortTexts.MissingSecurityCode);

        return errors.IsValid ? new ReassortClaim(number, hash.Of(numen), birthDate) : null;
    }

    private MobileNumber ReadNumber(string? typed, ModelStateDictionary errors)
    {
        MobileNumber number = default;
        if (string.IsNullOrWhiteSpace(typed))
            errors.AddModelError(nameof(ReassortForm.Phone), ReassortTexts.MissingPhone);
        else if (MobileNumbers.TryParse(typed, options.Regions, out number) is { } refusal)
            errors.AddModelError(nameof(ReassortForm.Phone), ReassortTexts.Say(refusal));
        return number;
    }

    private static Numen ReadNumen(string? typed, ModelStateDictionary errors)
    {
        Numen numen = default;
        if (string.IsNullOrWhiteSpace(typed))
            errors.AddModelError(nameof(ReassortForm.Numen), ReassortTexts.MissingNumen);
        else if (!Numen.TryParse(typed, out numen))
            errors.AddModelError(nameof(ReassortForm.Numen), ReassortTexts.WrongNumen);
        return numen;
    }

    private static DateOnly ReadBirthDate(string? typed, ModelStateDictionary errors)
    {
        DateOnly date = default;
        if (string.IsNullOrWhiteSpace(typed))
            errors.AddModelError(nameof(ReassortForm.BirthDate), ReassortTexts.MissingBirthDate);
        else if (!DateOnly.TryParseExact(typed.Trim(' '), DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out date))
            errors.AddModelError(nameof(ReassortForm.BirthDate), ReassortTexts.WrongBirthDate);
        return date;
    }
}
