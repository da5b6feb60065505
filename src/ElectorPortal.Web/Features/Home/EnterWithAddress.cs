using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security;
using ElectorPortal.Web.Security.Links;
using ElectorPortal.Web.Security.Sessions;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Home;

internal enum Entry
{
    /// <summary>The space is open: ask for the password.</summary>
    Password,

    /// <summary>Not yet open, or no such elector: one answer for both.</summary>
    MailAnnounced,

    /// <summary>Too many mails wait already.</summary>
    Busy,
}

/// <summary>Takes the address typed on the first page.</summary>
internal sealed class EnterWithAddress(PortalDbContext db, AccountLinks links, PortalCookies cookies)
{
    public Task<Entry> EnterAsync(EmailAddress address, CancellationToken cancellation)
    {
        cookies.TypedAddress = address;
        return EvenPace.AtNextBeatAsync(EvenPace.OfMails, () => AnswerAsync(address, cancellation), cancellation);
    }

    private async Task<Entry> AnswerAsync(EmailAddress address, CancellationToken cancellation)
    {
        var isActive = await db.Electors.KnownBy(address, db)
            .AnyAsync(elector => elector.PasswordHash != null && elector.RemovedAt == null, cancellation);
        if (isActive)
            return Entry.Password;

        return await links.SendAsync(address, cancellation) == LinkAnswer.Busy ? Entry.Busy : Entry.MailAnnounced;
    }
}
