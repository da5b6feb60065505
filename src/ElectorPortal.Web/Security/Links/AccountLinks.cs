using ElectorPortal.Domain.Activation;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Outbox;
using ElectorPortal.Web.Security.Keys;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Security.Links;

internal enum LinkNotSent
{
    UnknownAddress,
    TooSoon,

    /// <summary>As many as may leave in a day have left.</summary>
    TooManyLinks,
    Busy,
}

/// <summary>Mails the links that let an elector choose a password, and finds them again.</summary>
internal sealed class AccountLinks(
    PortalDbContext db, LinkCases cases, KeyedHash hash, AccountLinkMail mail, Backlog backlog, RequestJournal journal)
{
    private static readonly LinkTerms Terms = new();

    /// <summary>
    /// Adds to the unit of work a fresh link for the elector, with its mail, at most one in five minutes and ten in a day; the older ones die.
    /// </summary>
    /// <param name="elector">Null where nobody is known by the typed address.</param>
    /// <param name="earlier">His links that still open something, or were made in the last day.</param>
    /// <param name="note">Why an agent of the helpdesk asks for it; null where the elector does.</param>
    /// <returns>Why no mail leaves; null where one does.</returns>
    public async Task<LinkNotSent?> AddAsync(
        Elector? elector, IEnumerable<AccountLink> earlier, EmailAddress typed, string? note, CancellationToken cancellation)
    {
        var now = journal.Now;
        var purpose = elector is { IsActive: true } ? LinkPurpose.Reset : LinkPurpose.Activation;
        var kind = purpose == LinkPurpose.Activation ? JournalKind.ActivationLink : JournalKind.ResetLink;
        var refusal = await backlog.IsFullAsync(Channel.Mail, cancellation) ? LinkNotSent.Busy
            : elector is null ? LinkNotSent.UnknownAddress
            : !AccountLinkRules.MaySend(elector.LinkSentAt, now, Terms) ? LinkNotSent.TooSoon
            : note is null && !AccountLinkRules.MaySend(earlier.Count(link => link.CreatedAt > now - LinkTerms.Day), Terms) ? LinkNotSent.TooManyLinks
            : (LinkNotSent?)null;
        if (refusal is { } reason)
        {
            journal.Refused(kind, elector?.Id, reason, WithNote(typed));
            return reason;
        }

        Replace(earlier, now);
        Write(elector!, purpose, LinkOrigin.Asked, now);
        journal.Done(kind, elector!.Id, WithNote(elector.Email));
        return null;

        string WithNote(EmailAddress address) => note is null ? address.Masked : $"{address.Masked} (motif\u00A0: {note})";
    }

    /// <summary>As <see cref="AddAsync"/>, for an elector at hand.</summary>
    /// <param name="reason">Why an agent of the helpdesk asks for it.</param>
    public async Task<LinkNotSent?> AddForAgentAsync(Elector elector, string reason, CancellationToken cancellation) =>
        await AddAsync(elector, await OpenOrSentSinceAsync(elector.Id, journal.Now - LinkTerms.Day, cancellation), elector.Email, reason, cancellation);

    /// <summary>
    /// Adds to the unit of work an invitation to open the space, or its reminder, for an elector who has not opened it; older links die.
    /// </summary>
    public async Task InviteAsync(Elector elector, LinkOrigin origin, CancellationToken cancellation)
    {
        await ReplaceAllAsync(elector.Id, journal.Now, cancellation);
        Write(elector, LinkPurpose.Activation, origin, journal.Now);
        journal.Done(JournalKind.Invitation, elector.Id, elector.Email.Masked);
    }

    /// <summary>The link behind the text of a URL, with its elector and his addresses; null where there is none. Changes nothing.</summary>
    public async Task<AccountLink?> FindAsync(string? text, CancellationToken cancellation)
    {
        if (!LinkToken.TryParse(text, out var token))
            return null;

        var tokenHash = hash.Of(token);
        return await db.AccountLinks
            .Include(link => link.Elector!.Addresses)
            .SingleOrDefaultAsync(link => link.TokenHash == tokenHash, cancellation);
    }

    /// <summary>Adds to the unit of work that no open link of this elector opens anything any more.</summary>
    public async Task ReplaceAllAsync(int electorId, DateTime now, CancellationToken cancellation) =>
        Replace(await OpenOrSentSinceAsync(electorId, now, cancellation), now);

    private static void Replace(IEnumerable<AccountLink> links, DateTime now)
    {
        foreach (var link in links.Where(link => link is { UsedAt: null, ReplacedAt: null }))
            link.ReplacedAt = now;
    }

    private async Task<IEnumerable<AccountLink>> OpenOrSentSinceAsync(int electorId, DateTime since, CancellationToken cancellation) =>
        (await cases.OpenOrSentSinceAsync(db, [electorId], since, cancellation))[electorId];

    private void Write(Elector elector, LinkPurpose purpose, LinkOrigin origin, DateTime now)
    {
        var token = LinkToken.Generate();
        var link = new AccountLink
        {
            ElectorId = elector.Id,
            Purpose = purpose,
            Origin = origin,
            TokenHash = hash.Of(token),
            Address = elector.Email,
            CreatedAt = now,
            ExpiresAt = now + Terms.LifetimeOf(purpose, origin),
        };
        db.AccountLinks.Add(link);
        elector.LinkSentAt = now;
        mail.Add(link, token);
    }
}
