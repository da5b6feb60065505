using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Data;

namespace ElectorPortal.Web.Security.Links;

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

/// <param name="UnlessOpen">Nothing is done where the space is open already.</param>
/// <param name="NetworkAddress">That it was typed at.</param>
internal sealed record LinkAsk(EmailAddress Typed, bool UnlessOpen, string? NetworkAddress);

/// <summary>
/// Where a link is asked for by whoever typed an address. At the opening a million electors do so within hours: those who come together are
/// answered by one save.
/// </summary>
internal sealed class LinkDesk(IServiceScopeFactory scopes, IHttpContextAccessor accessor)
{
    private const int Lanes = 2;
    private const int MostAtOnce = 128;

    private readonly TogetherLine<LinkAsk, LinkAnswer> line = new(
        scopes, Lanes, MostAtOnce, (services, asks) => services.GetRequiredService<AnswerLinkAsks>().AnswerAsync(asks));

    /// <summary>
    /// Mails a fresh link to the address on file of the elector who is known by the typed address, at most one in five minutes and ten in a day; the
    /// older ones die. The link opens the space, or resets the password of an open one. To the outside every outcome looks the same:
    /// the journal alone tells them apart.
    /// </summary>
    public Task<LinkAnswer> SendAsync(EmailAddress typed, CancellationToken cancellation) => AskAsync(typed, unlessOpen: false, cancellation);

    /// <summary>As <see cref="SendAsync"/>, unless the space is open already: nothing is then done.</summary>
    public Task<LinkAnswer> SendUnlessOpenAsync(EmailAddress typed, CancellationToken cancellation) => AskAsync(typed, unlessOpen: true, cancellation);

    private Task<LinkAnswer> AskAsync(EmailAddress typed, bool unlessOpen, CancellationToken cancellation) =>
        line.AskAsync(new LinkAsk(typed, unlessOpen, accessor.HttpContext?.Connection.RemoteIpAddress?.ToString()), cancellation);
}
