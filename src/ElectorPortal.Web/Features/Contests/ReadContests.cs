using ElectorPortal.Domain.Contests;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security.Sessions;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Contests;

/// <summary>A contest of the elector's.</summary>
/// <param name="Contest">Null where the rolls name a contest that is not published yet.</param>
internal sealed record OwnContest(string Code, Contest? Contest);

/// <summary>One contest with its lists in their official order, the candidates by rank.</summary>
/// <param name="Lists">Null outside the window of the candidate lists.</param>
/// <param name="Manifestos">By the number of the list: how many bytes its manifesto has.</param>
internal sealed record ContestPage(Contest Contest, IReadOnlyList<CandidateList>? Lists, IReadOnlyDictionary<int, int> Manifestos);

/// <summary>Reads the contests on whose rolls the signed-in elector stands, and no others.</summary>
internal sealed class ReadContests(PortalDbContext db, SignedInElector elector)
{
    /// <summary>By body and label; those that are not published yet come last.</summary>
    public async Task<IReadOnlyList<OwnContest>> OwnAsync(CancellationToken cancellation)
    {
        var codes = await db.Enrolments.Where(place => place.ElectorId == elector.Id).Select(place => place.ContestCode).ToListAsync(cancellation);
        var contests = await db.ContestsOf(elector.Id).ToListAsync(cancellation);
        return
        [
            .. contests.Select(contest => new OwnContest(contest.Code, contest)),
            .. codes.Except(contests.Select(contest => contest.Code)).Order(StringComparer.Ordinal).Select(code => new OwnContest(code, null)),
        ];
    }

    /// <returns>Null where the elector does not take part in such a contest.</returns>
    public async Task<ContestPage?> FindAsync(string code, bool withLists, CancellationToken cancellation)
    {
        if (await Own(code).SingleOrDefaultAsync(cancellation) is not { } contest)
            return null;
        if (!withLists)
            return new ContestPage(contest, null, new Dictionary<int, int>());

        var lists = await db.CandidateLists.AsNoTracking()
            .Include(list => list.Candidates.OrderBy(candidate => candidate.Rank))
            .Where(list => list.ContestId == contest.Id)
            .OrderBy(list => list.Number)
            .AsSplitQuery()
            .ToListAsync(cancellation);
        var manifestos = await db.CandidateLists
            .Where(list => list.ContestId == contest.Id && list.Manifesto != null)
            .Select(list => new { list.Number, list.Manifesto!.Length })
            .ToDictionaryAsync(list => list.Number, list => list.Length, cancellation);
        return new ContestPage(contest, lists, manifestos);
    }

    /// <returns>Null where there is none, or it is none of the elector's contests.</returns>
    public Task<byte[]?> FindManifestoAsync(string code, int number, CancellationToken cancellation) =>
        Own(code)
            .SelectMany(contest => contest.Lists)
            .Where(list => list.Number == number && list.Manifesto != null)
            .Select(list => (byte[]?)list.Manifesto!.Content)
            .SingleOrDefaultAsync(cancellation);

    private IQueryable<Contest> Own(string code) => db.ContestsOf(elector.Id).Where(contest => contest.Code == code);
}
