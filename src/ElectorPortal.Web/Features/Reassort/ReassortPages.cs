using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Messaging;
using ElectorPortal.Web.Settings;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Reassort;

/// <summary>Tells an elector where he stands before he types anything.</summary>
internal sealed class ReassortPages(
    PortalDbContext db, ReassortTerms terms, ReassortOptions options, TimeProvider time)
{
    public async Task<ReassortPage> DescribeAsync(int electorId, CancellationToken cancellation)
    {
        var elector = await db.Electors.AsNoTracking().SingleAsync(row => row.Id == electorId, cancellation);
        var (standing, now) = (elector.Reassort, time.GetUtcNow().UtcDateTime);
        var obstacle = ReassortRules.Standing(standing, terms, now);
        return new ReassortPage
        {
            Email = elector.Email.Value,
            Max = terms.MaxRequests,
            Left = Math.Max(0, terms.MaxRequests - standing.Used),
            Obstacle = obstacle is { } reason ? ReassortTexts.Say(reason, standing, terms, now) : null,
            Wait = ReassortRules.Wait(standing, terms, now),
            OnFileOnly = terms.NumberPolicy == NumberPolicy.OnFile,
            MaskedNumberOnFile = MaskedOnFile(elector),
        };
    }

    private string? MaskedOnFile(Elector elector) =>
        MobileNumbers.TryParse(elector.PhoneOnFile, options.Regions, out var number) is null ? number.Masked : null;
}
