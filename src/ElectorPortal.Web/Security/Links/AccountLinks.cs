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

/// <summary>What whoever typed an address may know.</summary>
internal enum LinkAnswer
{
    /// <summary>If the address is known, and no mail left just before, one leaves.</summary>
    Announced,

    /// <summary>There is nothing to open: the space is.</summary>
    SpaceIsOpen,

    /// <summary>Too many mails wait: nothing was done, for a known address and for an unknown one.</summary>
    Busy,
}

/// <summary>Mails the links that let an elector choose a password, and finds them again.</summary>
internal sealed class AccountLinks(
    PortalDbContext db, KeyedHash hash, AccountLinkMail mail, Backlog backlog, RequestJournal journal)
{
    private static readonly LinkTerms Terms = new();

    /// <summary>
    /// Mails a fresh link to the address on file of the elector who is known by the typed address, at most one in five minutes and ten in a day; the
    /// older ones die. The link opens the space, or resets the password of an open one. To the outside every outcome looks the same:
    /// the journal alone tells them apart.
    /// </summary>
    public Task<LinkAnswer> SendAsync(EmailAddress typed, CancellationToken cancellation) =>
        db.RetryOnConflictAsync(async () => await SendAsync(await db.OnRolls(typed).SingleOrDefaultAsync(cancellation), typed, cancellation));

    /// <summary>As <see cref="SendAsync(EmailAddress, CancellationToken)"/>, unless the space is open already: nothing is then done.</summary>
    public Task<LinkAnswer> SendUnlessOpenAsync(EmailAddress typed, CancellationToken cancellation) =>
        db.RetryOnConflictAsync(async () =>
        {
            var elector = await db.OnRolls(typed).SingleOrDefaultAsync(cancellation);
            return elector is { IsActive: true } ? LinkAnswer.SpaceIsOpen : await SendAsync(elector, typed, cancellation);
        });

    /// <summary>As <see cref="SendAsync(EmailAddress, CancellationToken)"/>, in the caller's unit of work.</summary>
    /// <param name="note">Why an agent of the helpdesk asks for it; null where the elector does.</param>
    /// <returns>Why no mail leaves; null where one does.</returns>
    public async Task<LinkNotSent?> AddAsync(Elector? elector, EmailAddress typed, string? note, CancellationToken cancellation)
    {
        var now = journal.Now;
        var purpose = elector is { IsActive: true } ? LinkPurpose.Reset : LinkPurpose.Activation;
        var kind = purpose == LinkPurpose.Activation ? JournalKind.ActivationLink : JournalKind.ResetLink;
        List<AccountLink> earlier = elector is null ? [] : await OpenOrSentSinceAsync(elector.Id, now - LinkTerms.Day, cancellation);
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

    private async Task<LinkAnswer> SendAsync(Elector? elector, EmailAddress typed, CancellationToken cancellation)
    {
        var refusal = await AddAsync(elector, typed, null, cancellation);
        await db.SaveChangesAsync(cancellation);
        return refusal == LinkNotSent.Busy ? LinkAnswer.Busy : LinkAnswer.Announced;
    }

    private Task<List<AccountLink>> OpenOrSentSinceAsync(int electorId, DateTime since, CancellationToken cancellation) =>
        db.AccountLinks
            .Where(link => link.ElectorId == electorId && ((link.UsedAt == null && link.ReplacedAt == null) || link.CreatedAt > since))
            .ToListAsync(cancellation);

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
