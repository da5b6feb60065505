using ElectorPortal.Domain.Contests;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security.Sessions;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Results;

/// <summary>Reads the results of contests.</summary>
internal sealed class ReadResults(PortalDbContext db, SignedInElector elector)
{
    /// <summary>The elector's contests, those without a result included, by body and label.</summary>
    public async Task<IReadOnlyList<Contest>> OwnAsync(CancellationToken cancellation) =>
        await db.ContestsOf(elector.Id).Include(contest => contest.Result).ToListAsync(cancellation);

    /// <returns>Null where no such contest has a result.</returns>
    public Task<Contest?> FindAsync(string code, CancellationToken cancellation) => db.Contests.AsNoTracking()
        .Include(contest => contest.Academy)
        .Include(contest => contest.Result)
        .Include(contest => contest.Lists.Where(list => list.Result != null).OrderBy(list => list.Number)).ThenInclude(list => list.Result)
        .SingleOrDefaultAsync(contest => contest.Code == code && contest.Result != null, cancellation);
}
