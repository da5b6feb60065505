using System.Security.Cryptography;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Domain.Voting;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security;
using ElectorPortal.Web.Security.Keys;
using ElectorPortal.Web.Security.Throttling;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Voting;

internal abstract record IdentifierAnswer
{
    private IdentifierAnswer()
    {
    }

    public sealed record Shown : IdentifierAnswer;

    public sealed record Outside : IdentifierAnswer;

    /// <summary>Wrong, replaced or malformed: the journal tells them apart, the elector's page does not.</summary>
    public sealed record Wrong : IdentifierAnswer;

    public sealed record MustWait(TimeSpan Wait) : IdentifierAnswer;
}

/// <summary>Checks the identifier that an elector types to vote, and keeps in his session that he has shown it.</summary>
internal sealed class ShowIdentifier(PortalDbContext db, ReadVote vote, KeyedHash hash, Tries tries, RequestJournal journal)
{
    public async Task<IdentifierAnswer> ShowAsync(string typed, CancellationToken cancellation)
    {
        if (await vote.ReadAsync(cancellation) is not { } page)
            return new IdentifierAnswer.Outside();

        var key = hash.OfIdentifierTries(page.ElectorId);
        var wait = await tries.TakeAsync(key, cancellation);
        if (wait > TimeSpan.Zero)
        {
            await RefuseAsync(page.ElectorId, VotingRefusal.MustWait, cancellation);
            return new IdentifierAnswer.MustWait(wait);
        }

        if (await JudgeAsync(page.ElectorId, typed, cancellation) is { } refusal)
        {
            await RefuseAsync(page.ElectorId, refusal, cancellation);
            return new IdentifierAnswer.Wrong();
        }

        var session = await db.Sessions.SingleAsync(row => row.Id == page.SessionId, cancellation);
        // The first instant stays: shown again after the close, the identifier must not shut the door on whoever may finish.
        (session.IdentifiedAt, session.IdentifierShown) = (page.IdentifiedAt ?? journal.Now, (await db.Identifiers.FindAsync([page.ElectorId], cancellation))!.Hash);
        journal.Done(JournalKind.IdentifierShown, page.ElectorId);
        await db.SaveChangesAsync(cancellation);
        await tries.ClearAsync(key, cancellation);
        return new IdentifierAnswer.Shown();
    }

    private async Task<VotingRefusal?> JudgeAsync(int electorId, string typed, CancellationToken cancellation)
    {
        if (!VoterIdentifier.TryParse(typed, out var identifier))
            return VotingRefusal.MalformedIdentifier;

        var shown = hash.Of(identifier);
        if (await db.Identifiers.FindAsync([electorId], cancellation) is { } current && CryptographicOperations.FixedTimeEquals(current.Hash, shown))
            return null;

        return await db.FormerIdentifiers.AnyAsync(former => former.ElectorId == electorId && former.Hash == shown, cancellation)
            ? VotingRefusal.FormerIdentifier
            : VotingRefusal.WrongIdentifier;
    }

    private async Task RefuseAsync(int electorId, VotingRefusal refusal, CancellationToken cancellation)
    {
        journal.Refused(JournalKind.IdentifierShown, electorId, refusal);
        await db.SaveChangesAsync(cancellation);
    }
}
