using System.Globalization;
using ElectorPortal.Domain.Electors;

namespace ElectorPortal.Web.Security.Passwords;

/// <summary>
/// When somebody first found no room to show the password of an address. Good for that address alone, whose tries are counted: a place
/// used a thousand times serves nobody.
/// </summary>
/// <param name="Since">UTC.</param>
internal sealed record PlaceInLine(EmailAddress Address, DateTime Since)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Since.Ticks}:{Address.Value}");

    /// <summary>Reads what <see cref="ToString"/> wrote; null where it did not.</summary>
    public static PlaceInLine? Parse(string? text) =>
        text?.Split(':', 2) is [var since, var typed]
        && long.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
        && EmailAddress.TryParse(typed, out var address)
            ? new PlaceInLine(address, new DateTime(ticks, DateTimeKind.Utc))
            : null;
}
