using ElectorPortal.Domain.Corrections;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security.Agents;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Helpdesk.Corrections;

/// <summary>Reads the requests for correction of the electors whom the agent may see.</summary>
internal sealed class ReadCorrections(PortalDbContext db, SignedInAgent agent)
{
    public const int Most = 100;

    /// <summary>Those that wait, the oldest first, then the last ones that were answered.</summary>
    public async Task<IReadOnlyList<CorrectionRequest>> AllAsync(CancellationToken cancellation)
    {
        var open = await Visible.Where(request => request.AnsweredAt == null).OrderBy(request => request.AskedAt).Take(Most).ToListAsync(cancellation);
        var answered = await Visible.Where(request => request.AnsweredAt != null).OrderByDescending(request => request.AnsweredAt).Take(Most).ToListAsync(cancellation);
        return [.. open, .. answered];
    }

    /// <returns>Null where there is none, or its elector is out of the agent's sight.</returns>
    public Task<CorrectionRequest?> FindAsync(Guid id, CancellationToken cancellation) => Visible.SingleOrDefaultAsync(request => request.Id == id, cancellation);

    private IQueryable<CorrectionRequest> Visible => db.CorrectionRequests.AsNoTracking()
        .Include(request => request.Elector!.Academy)
        .Where(request => agent.Electors.Any(elector => elector.Id == request.ElectorId));
}
