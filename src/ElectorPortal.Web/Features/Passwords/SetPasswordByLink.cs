using ElectorPortal.Domain.Activation;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Domain.SignIn;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security;
using ElectorPortal.Web.Security.Links;
using ElectorPortal.Web.Security.Sessions;

namespace ElectorPortal.Web.Features.Passwords;

internal abstract record SetPasswordAnswer
{
    private SetPasswordAnswer()
    {
    }

    public sealed record Done : SetPasswordAnswer;

    public sealed record LinkRefused(LinkRefusal Reason) : SetPasswordAnswer;

    public sealed record PasswordRefused(IReadOnlyList<PasswordRefusal> Reasons) : SetPasswordAnswer;
}

/// <summary>Uses a mailed link: sets the password once, signs the elector in, ends every other link and session of his.</summary>
internal sealed class SetPasswordByLink(
    PortalDbContext db, AccountLinks links, PasswordChoice choice, ElectorSessions sessions, RequestJournal journal)
{
    public Task<SetPasswordAnswer> SetAsync(string? token, LinkPurpose purpose, string password, CancellationToken cancellation) =>
        db.RetryOnConflictAsync(() => TryAsync(token, purpose, password, cancellation));

    private async Task<SetPasswordAnswer> TryAsync(
        string? token, LinkPurpose purpose, string password, CancellationToken cancellation)
    {
        var now = journal.Now;
        var (kind, what) = purpose == LinkPurpose.Activation
            ? (JournalKind.PasswordCreated, PasswordEvent.Created)
            : (JournalKind.PasswordReset, PasswordEvent.Reset);

        var link = await links.FindAsync(token, cancellation);
        if (AccountLinkRules.Check(link, purpose, now) is { } refusal)
            return await RefuseAsync(kind, link?.ElectorId, refusal, cancellation);

        var elector = link!.Elector!;
        if (choice.Check(password, elector) is { Count: > 0 } broken)
            return new SetPasswordAnswer.PasswordRefused(broken);

        await choice.ApplyAsync(elector, password, what, now, cancellation);
        elector.LinkSentAt = null; // A link that was used proves that its mail arrived: the next one need not wait.
        await links.ReplaceAllAsync(elector.Id, now, cancellation);
        link.UsedAt = now;
        var session = sessions.Open(elector);
        journal.Done(kind, elector.Id);
        await db.SaveChangesAsync(cancellation);

        await sessions.HandOverAsync(session, cancellation);
        await choice.ForgiveAsync(elector, cancellation);
        return new SetPasswordAnswer.Done();
    }

    private async Task<SetPasswordAnswer> RefuseAsync(
        JournalKind kind, int? electorId, LinkRefusal refusal, CancellationToken cancellation)
    {
        journal.Refused(kind, electorId, refusal);
        await db.SaveChangesAsync(cancellation);
        return new SetPasswordAnswer.LinkRefused(refusal);
    }
}
