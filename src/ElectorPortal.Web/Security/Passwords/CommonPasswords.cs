using System.Collections.Frozen;

namespace ElectorPortal.Web.Security.Passwords;

/// <summary>
/// Passwords that everybody tries first: one a line, lower case; a line that ends with <c>*</c> is a word refused with any digits and signs.
/// </summary>
internal sealed class CommonPasswords
{
    public IReadOnlySet<string> All { get; } = EmbeddedFile.ReadText("Security.Passwords.CommonPasswords.txt")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Where(line => !line.StartsWith('#'))
        .ToFrozenSet(StringComparer.Ordinal);
}
