using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Settings;
using Microsoft.Extensions.Options;

namespace ElectorPortal.Web.Features.Reassort;

/// <summary>Refuses to start where the organisation's name would split the SMS, which costs double and may arrive in pieces.</summary>
internal sealed class SmsLength(IConfiguration settings) : IValidateOptions<PortalOptions>
{
    public ValidateOptionsResult Validate(string? name, PortalOptions options)
    {
        var septets = Gsm7.Septets(ReassortMessages.SmsText(options, IsTraining, new string('X', VoterIdentifier.Length)));
        return septets > Gsm7.SegmentLength
            ? ValidateOptionsResult.Fail($"Portal:Organisation est trop long de {septets - Gsm7.SegmentLength} caractère(s) pour tenir dans un SMS.")
            : ValidateOptionsResult.Success;
    }

    /// <summary>Read by itself: another section that is wrong must not hide what is wrong with this one.</summary>
    private bool IsTraining => bool.TryParse(settings[$"{ElectionOptions.Section}:{nameof(ElectionOptions.IsTraining)}"], out var isTraining) && isTraining;
}
