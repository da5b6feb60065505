using ElectorPortal.Domain.Elections;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Domain.Voting;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Voting;

/// <summary>
/// Where a ballot box joins the portal: the one place that says who may vote in what, and that he has. What a ballot is, and how it is kept
/// apart from its elector, is none of its business.
/// </summary>
internal sealed class VoterRegister(PortalDbContext db, ReadVote vote, Election election, RequestJournal journal)
{
    /// <summary>Writes that the signed-in elector votes in a contest, together with what else is in the unit of work: the ballot.</summary>
    /// <returns>Null where it is written; otherwise nothing is.</returns>
    public async Task<VotingRefusal?> RegisterAsync(string contestCode, CancellationToken cancellation)
    {
        var page = await vote.ReadAsync(cancellation);
        var contest = page?.Contests.SingleOrDefault(own => own.Contest.Code == contestCode);
        if (VotingRules.Check(election.Voting, page?.IdentifiedAt, contest?.Contest is not null, contest?.VotedAt is not null, journal.Now) is { } refusal)
            return refusal;

        db.VoterRegister.Add(new VoterRegistration { ElectorId = page!.ElectorId, ContestCode = contestCode, VotedAt = journal.Now });
        journal.Done(JournalKind.Vote, page.ElectorId, contestCode);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return null;
        }
        catch (DbUpdateException lost) when (lost.IsUniqueViolation())
        {
            // A parallel ballot came first.
            db.ChangeTracker.Clear();
            return VotingRefusal.AlreadyVoted;
        }
    }
}
