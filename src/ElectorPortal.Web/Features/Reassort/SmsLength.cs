using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Settings;
using Microsoft.Extensions.Options;

namespace ElectorPortal.Web.Features.Reassort;

/// <summary>Refuses to start where the organisation's name would split the SMS, which costs double and may arrive in pieces.</summary>
internal sealed class SmsLength : IValidateOptions<PortalOptions>
{
    public ValidateOptionsResult Validate(string? name, PortalOptions options)
    {
        var septets = Gsm7.Septets(ReassortMessages.SmsText(options, new string('X', VoterIdentifier.Length)));
        return septets > Gsm7.SegmentLength
            ? ValidateOptionsResult.Fail($"Portal:Organisation est trop long de {septets - Gsm7.SegmentLength} caractère(s) pour tenir dans un SMS.")
            : ValidateOptionsResult.Success;
    }
}
