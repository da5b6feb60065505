using System.Globalization;
using System.Text;
using ElectorPortal.Domain.Electors;

namespace ElectorPortal.Domain.SignIn;

public enum PasswordRefusal
{
    TooShort,
    TooLong,

    /// <summary>A control character or half of a surrogate pair: no keyboard types it.</summary>
    Unreadable,
    NoLowerCase,
    NoUpperCase,
    NoDigit,
    SameAsAddress,
    TooCommon,
    BuiltOnName,

    /// <summary>The NUMEN is confidential and known to the HR service: a poor secret, and one more place where it would be kept.</summary>
    ShapedLikeNumen,
}

/// <summary>The lengths allowed, in characters as people count them (Unicode scalar values after NFC).</summary>
public sealed record PasswordTerms
{
    public int MinLength { get; init; } = 8;

    public int MaxLength { get; init; } = 24;
}

/// <summary>The rules of the 2018 procedure for the personal password, and the list of passwords that everybody tries first.</summary>
public static class PasswordRules
{
    /// <summary>bcrypt reads 72 bytes, the last of them its own terminator; beyond, it would ignore the rest in silence.</summary>
    public const int MaxBytes = 71;

    private const int ShortestNamePart = 4;

    /// <summary>The one form in which a password is judged, hashed and verified: NFC, nothing trimmed, nothing cut.</summary>
    /// <returns>Null where the text is not valid Unicode.</returns>
    public static string? Canonical(string typed)
    {
        try
        {
            return typed.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Every rule that the password breaks, in the order in which the page states them; empty where it is accepted.</summary>
    public static IReadOnlyList<PasswordRefusal> Check(
        string typed, Elector elector, IReadOnlySet<string> common, PasswordTerms terms)
    {
        var password = Canonical(typed);
        if (password is null || password.Any(char.IsControl))
            return [PasswordRefusal.Unreadable];

        var length = password.EnumerateRunes().Count();
        if (length > terms.MaxLength || Encoding.UTF8.GetByteCount(password) > MaxBytes)
            return [PasswordRefusal.TooLong];

        var refusals = new List<PasswordRefusal>();
        AddIf(PasswordRefusal.TooShort, length < terms.MinLength);
        AddIf(PasswordRefusal.NoLowerCase, !password.Any(char.IsAsciiLetterLower));
        AddIf(PasswordRefusal.NoUpperCase, !password.Any(char.IsAsciiLetterUpper));
        AddIf(PasswordRefusal.NoDigit, !password.Any(char.IsAsciiDigit));
        AddIf(PasswordRefusal.SameAsAddress, IsBuiltOnAddress(elector.Addresses.Select(known => known.Address).Append(elector.Email), password));
        AddIf(PasswordRefusal.BuiltOnName, IsBuiltOnName([elector.BirthName, elector.UsageName ?? "", elector.FirstNames], password));
        AddIf(PasswordRefusal.ShapedLikeNumen, Numen.TryParse(password, out _));
        AddIf(PasswordRefusal.TooCommon, IsCommon(password, common));
        return refusals;

        void AddIf(PasswordRefusal refusal, bool broken)
        {
            if (broken)
                refusals.Add(refusal);
        }
    }

    /// <summary>An address, or what stands before its @, alone or dressed; a short one (« jo@ ») only with digits and signs.</summary>
    internal static bool IsBuiltOnAddress(IEnumerable<EmailAddress> addresses, string password) =>
        addresses.Any(address =>
            Holds(password, address.Value)
            || (address.LocalPart.Length >= ShortestNamePart && Holds(password, address.LocalPart))
            || (Letters(address.LocalPart) is { Length: > 0 } letters && letters == Letters(password)));

    /// <summary>A name or first name inside the password; a short one (« Roy ») only where nothing but digits and signs is added.</summary>
    internal static bool IsBuiltOnName(IEnumerable<string> names, string password)
    {
        var letters = Letters(password);
        var parts = names
            .SelectMany(name => Names.Fold(name).Split(' ').Append(Letters(name)))
            .Where(part => part.Length > 1);
        return parts.Any(part => part == letters
            || (part.Length >= ShortestNamePart && letters.Contains(part, StringComparison.Ordinal)));
    }

    /// <summary>On the list as it stands, or a listed word dressed with digits and signs (« Education2026! »).</summary>
    internal static bool IsCommon(string password, IReadOnlySet<string> common) =>
        common.Contains(password.ToLower(CultureInfo.InvariantCulture)) || common.Contains($"{Letters(password)}*");

    private static string Letters(string text) => Names.Fold(string.Concat(text.Where(char.IsLetter)));

    private static bool Holds(string password, string part) => password.Contains(part, StringComparison.OrdinalIgnoreCase);
}
