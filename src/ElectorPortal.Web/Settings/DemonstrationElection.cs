using System.Globalization;
using ElectorPortal.Domain.Elections;
using Microsoft.Extensions.Options;

namespace ElectorPortal.Web.Settings;

/// <summary>
/// In Development, windows that no setting gives are open now: the vote opened yesterday at 10:00 and closes in six days at 17:00.
/// </summary>
internal sealed class DemonstrationElection(TimeProvider time) : IPostConfigureOptions<ElectionOptions>
{
    public void PostConfigure(string? name, ElectionOptions options)
    {
        var today = ParisTime.FromUtc(time.GetUtcNow().UtcDateTime).Date;

        SetWhereSilent(options.Voting, today.AddDays(-1).AddHours(10), today.AddDays(6).AddHours(17));
        foreach (var window in new[] { options.Profile, options.Contests, options.Rolls })
            SetWhereSilent(window, today.AddDays(-45).AddHours(10), null);
        foreach (var window in new[] { options.CandidateLists, options.Reassort, options.Results })
            SetWhereSilent(window, today.AddDays(-20).AddHours(10), null);
    }

    private static void SetWhereSilent(WindowOptions window, DateTime opens, DateTime? closes)
    {
        if (window is not { Opens: null, Closes: null })
            return;

        window.Opens = opens.ToString("s", CultureInfo.InvariantCulture);
        window.Closes = closes?.ToString("s", CultureInfo.InvariantCulture);
    }
}
