using System.Globalization;
using ElectorPortal.Domain.Electors;

namespace ElectorPortal.Web.Security.Throttling;

/// <summary>
/// A browser in which an elector has given the right password before: its tries are counted by themselves, so that nobody else's wrong
/// ones keep him out.
/// </summary>
/// <param name="PasswordVersion">A new password makes every browser a stranger again.</param>
internal sealed record KnownDevice(int ElectorId, int PasswordVersion, Guid Id)
{
    public bool IsOf(Elector? elector) => elector is { } && elector.Id == ElectorId && elector.PasswordVersion == PasswordVersion;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ElectorId}:{PasswordVersion}:{Id:N}");

    /// <summary>Reads what <see cref="ToString"/> wrote; null where it did not.</summary>
    public static KnownDevice? Parse(string? text) =>
        text?.Split(':') is [var elector, var version, var id]
        && int.TryParse(elector, NumberStyles.None, CultureInfo.InvariantCulture, out var electorId)
        && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var passwordVersion)
        && Guid.TryParseExact(id, "N", out var device)
            ? new KnownDevice(electorId, passwordVersion, device)
            : null;
}
