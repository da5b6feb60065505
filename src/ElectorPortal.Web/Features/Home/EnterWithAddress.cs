using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Security;
using ElectorPortal.Web.Security.Links;
using ElectorPortal.Web.Security.Sessions;

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
internal sealed class EnterWithAddress(LinkDesk links, PortalCookies cookies)
{
    public async Task<Entry> EnterAsync(EmailAddress address, CancellationToken cancellation)
    {
        cookies.TypedAddress = address;
        return await EvenPace.AtNextBeatAsync(EvenPace.OfMails, () => links.SendUnlessOpenAsync(address, cancellation), cancellation) switch
        {
            LinkAnswer.SpaceIsOpen => Entry.Password,
            LinkAnswer.Busy => Entry.Busy,
            _ => Entry.MailAnnounced,
        };
    }
}
