using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Settings;
using PhoneNumbers;

namespace ElectorPortal.Web.Messaging;

/// <summary>Why a typed number cannot receive an SMS from the portal.</summary>
internal enum NumberRefusal
{
    /// <summary>No numbering plan has such a number, or it holds something that a number does not.</summary>
    NotANumber,

    /// <summary>Two territories have that short number: with its international code it would be one person's alone.</summary>
    Ambiguous,
    NotMobile,
    CountryNotAllowed,
}

/// <summary>Reads telephone numbers as people type them, against the numbering plans of the world.</summary>
internal static class MobileNumbers
{
    private const int MaxTypedLength = 30;

    /// <summary>Digits of a number in the plan that metropolitan France shares with most territories: a mobile one is one telephone's alone.</summary>
    private const int SharedLength = 10;

    private static readonly PhoneNumberUtil Plans = PhoneNumberUtil.GetInstance();

    /// <summary>Every region of the world that has a numbering plan.</summary>
    public static IReadOnlySet<string> AllRegions { get; } = Plans.GetSupportedRegions().ToHashSet();

    /// <summary>
    /// Null where the number is a mobile one of an allowed region. A number in national form is looked up in metropolitan France,
    /// then overseas; one of another country needs <c>+</c> or <c>00</c>.
    /// </summary>
    /// <param name="allowedRegions">ISO 3166-1 alpha-2 codes.</param>
    public static NumberRefusal? TryParse(string? typed, IEnumerable<string> allowedRegions, out MobileNumber number)
    {
        number = default;
        if (Dialled(typed) is not { } dialled)
            return NumberRefusal.NotANumber;

        var known = dialled.StartsWith('+') ? Known(dialled, [null]) : Known(dialled, ReassortOptions.FrenchRegions);
        var mobile = known.FindAll(candidate => candidate.IsMobile);
        if (known.Count == 0)
            return NumberRefusal.NotANumber;
        if (mobile.Count > 1)
            return NumberRefusal.Ambiguous;

        var found = mobile.Count == 1 ? mobile[0] : known[0];
        if (!allowedRegions.Contains(found.Number.Region))
            return NumberRefusal.CountryNotAllowed;
        if (!found.IsMobile)
            return NumberRefusal.NotMobile;

        number = found.Number;
        return null;
    }

    private static List<Candidate> Known(string dialled, IEnumerable<string?> regions)
    {
        var known = new List<Candidate>();
        foreach (var region in regions)
        {
            if (Find(dialled, region) is not { } candidate || known.Exists(other => other.Number.E164 == candidate.Number.E164))
                continue;

            known.Add(candidate);
            if (candidate.IsMobile && dialled.Length == SharedLength)
                break;
        }

        return known;
    }

    /// <summary>
    /// What a telephone would dial: digits, and a plus sign in front of an international number. The libraries of numbering plans
    /// forgive much more (letters, extensions, foreign digits, invisible characters), and a forgiven number is another one's number.
    /// </summary>
    private static string? Dialled(string? typed)
    {
        var text = typed?.Replace('\u00A0', ' ').Replace('\u202F', ' ').Trim(' ');
        if (text is null or "" or { Length: > MaxTypedLength } || text.LastIndexOf('+') > 0)
            return null;
        if (!text.All(c => char.IsAsciiDigit(c) || c is ' ' or '+' or '(' or ')' or '.' or '-'))
            return null;

        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        if (text[0] == '+')
            return $"+{digits}";
        return digits.StartsWith("00", StringComparison.Ordinal) ? $"+{digits[2..]}" : digits;
    }

    private static Candidate? Find(string dialled, string? region)
    {
        try
        {
            var parsed = Plans.Parse(dialled, region);
            var home = Plans.GetRegionCodeForNumber(parsed);
            var type = Plans.GetNumberType(parsed);
            if (home is null || type == PhoneNumberType.UNKNOWN || (region is not null && home != region))
                return null;

            var number = new MobileNumber(Plans.Format(parsed, PhoneNumberFormat.E164), parsed.CountryCode, home);
            return new Candidate(number, type is PhoneNumberType.MOBILE or PhoneNumberType.FIXED_LINE_OR_MOBILE);
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    private readonly record struct Candidate(MobileNumber Number, bool IsMobile);
}
