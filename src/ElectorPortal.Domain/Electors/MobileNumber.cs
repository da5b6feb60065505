namespace ElectorPortal.Domain.Electors;

/// <summary>A mobile telephone number, already checked against the numbering plans of the world.</summary>
/// <param name="E164">International form, <c>+33612345678</c>. Personal: shown and journalled masked only.</param>
/// <param name="CallingCode">Country calling code, 1 to 999.</param>
/// <param name="Region">ISO 3166-1 alpha-2 code of the country or territory, e.g. <c>FR</c>, <c>RE</c>.</param>
public readonly record struct MobileNumber(string E164, int CallingCode, string Region)
{
    /// <summary>ITU-T E.164 allows 15 digits; one more for the plus sign.</summary>
    public const int MaxLength = 16;

    // Metropolitan France and the territories that dial a leading zero at home.
    private static readonly int[] TrunkZeroPlans = [33, 262, 508, 590, 594, 596];

    private string NationalDigits
    {
        get
        {
            var significant = E164[(1 + CallingCode.ToString(System.Globalization.CultureInfo.InvariantCulture).Length)..];
            return TrunkZeroPlans.Contains(CallingCode) ? "0" + significant : significant;
        }
    }

    /// <summary>
    /// The form of the 2018 confirmation mail: the first two national digits, then seven <c>x</c> whatever the length.
    /// A number of another country keeps its calling code in front.
    /// </summary>
    public string Masked =>
        (TrunkZeroPlans.Contains(CallingCode) ? "" : $"+{CallingCode} ") + NationalDigits[..2] + "xxxxxxx";

    public override string ToString() => Masked;
}
