using System.Globalization;
using System.Security.Cryptography;
using ElectorPortal.Domain.SignIn;
using ElectorPortal.Web.Security.Sessions;
using Microsoft.AspNetCore.Antiforgery;

namespace ElectorPortal.Web.Features.Shared.Rendering;

/// <summary>A text that each reader of a page has for himself. Ten at most: one digit ends a mark.</summary>
internal enum ReaderText
{
    FormToken,
    TypedAddress,
    Name,
    SessionHour,
    SessionSeconds,
    SessionSecondsAtMost,
}

/// <summary>
/// What a page says of its reader alone. While a page is rendered for everybody, a mark stands for each of these texts; the reader's own
/// takes its place as the page leaves. So a page that is kept holds nothing of anybody.
/// </summary>
internal sealed class ReaderTexts(IHttpContextAccessor accessor, SignedInElector elector, IAntiforgery antiforgery, TimeProvider time)
{
    /// <summary>Drawn at each start: nobody can type it.</summary>
    private static readonly string Secret = RandomNumberGenerator.GetHexString(32, lowercase: true);

    private DateTime? now;

    private HttpContext Context => accessor.HttpContext!;

    private SessionEnd Session => Context.Features.Get<SessionEnd>()!;

    /// <summary>Whether what is rendered now is kept for others.</summary>
    public bool IsForAll { get; set; }

    /// <summary>What this request brought, as it was typed.</summary>
    public string? TypedAddress { private get; set; }

    /// <summary>For views.</summary>
    public string Say(ReaderText text) => IsForAll ? $"{Secret}{(int)text}" : Of(text);

    /// <summary>The page in pieces: a text for all, then which text of the reader follows, and so on.</summary>
    /// <param name="page">As it was rendered for everybody, but for the token of its form, which the framework writes by itself.</param>
    public (IReadOnlyList<string> ForAll, IReadOnlyList<ReaderText> Between) Split(string page)
    {
        var pieces = page.Replace(Of(ReaderText.FormToken), $"{Secret}{(int)ReaderText.FormToken}", StringComparison.Ordinal).Split(Secret);
        return ([pieces[0], .. pieces.Skip(1).Select(piece => piece[1..])], [.. pieces.Skip(1).Select(piece => (ReaderText)(piece[0] - '0'))]);
    }

    /// <summary>The reader's own, not encoded.</summary>
    public string Of(ReaderText text) => text switch
    {
        ReaderText.FormToken => antiforgery.GetAndStoreTokens(Context).RequestToken!,
        ReaderText.TypedAddress => TypedAddress ?? "",
        ReaderText.Name => elector.Known.DisplayName,
        ReaderText.SessionHour => FrenchDates.Hour(Session.At),
        ReaderText.SessionSeconds => Seconds(Session.At),
        _ => Seconds(Session.Latest),
    };

    private string Seconds(DateTime until) => ((int)(until - (now ??= time.GetUtcNow().UtcDateTime)).TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
