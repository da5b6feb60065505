using ElectorPortal.Domain.Contests;
using ElectorPortal.Domain.Elections;
using ElectorPortal.Domain.Voting;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security.Sessions;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Voting;

/// <summary>Where the elector stands before the vote.</summary>
/// <param name="IdentifiedAt">When he showed the identifier that is still his, in this session; null where he did not.</param>
/// <param name="Contests">His contests, by body and label, with the instant at which he voted.</param>
internal sealed record VotePage(int ElectorId, Guid SessionId, DateTime? IdentifiedAt, IReadOnlyList<(Contest Contest, DateTime? VotedAt)> Contests)
{
    public bool IsIdentified => IdentifiedAt is not null;
}

/// <summary>Reads what an elector may vote in.</summary>
internal sealed class ReadVote(PortalDbContext db, SignedInElector elector, Election election, TimeProvider time)
{
    /// <returns>Null outside the window: before the opening, and after the close for whoever may not finish.</returns>
    public async Task<VotePage?> ReadAsync(CancellationToken cancellation)
    {
        var identifiedAt = await db.Sessions
            .Where(session => session.Id == elector.SessionId
                && db.Identifiers.Any(current => current.ElectorId == session.ElectorId && current.Hash == session.IdentifierShown))
            .Select(session => session.IdentifiedAt)
            .SingleOrDefaultAsync(cancellation);
        if (!VotingRules.IsDoorOpen(election.Voting, identifiedAt, time.GetUtcNow().UtcDateTime))
            return null;

        var contests = identifiedAt is null ? [] : await ContestsAsync(cancellation);
        return new VotePage(elector.Id, elector.SessionId, identifiedAt, contests);
    }

    private async Task<IReadOnlyList<(Contest Contest, DateTime? VotedAt)>> ContestsAsync(CancellationToken cancellation)
    {
        var voted = await db.VoterRegister.Where(row => row.ElectorId == elector.Id)
            .ToDictionaryAsync(row => row.ContestCode, row => row.VotedAt, cancellation);
        var contests = await db.ContestsOf(elector.Id).ToListAsync(cancellation);
        return [.. contests.Select(contest => (contest, voted.TryGetValue(contest.Code, out var at) ? at : (DateTime?)null))];
    }
}
