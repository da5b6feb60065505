namespace ElectorPortal.Domain.Delivery;

/// <summary>The 7-bit alphabet of SMS (3GPP TS 23.038): one foreign character more than halves the length of a segment.</summary>
public static class Gsm7
{
    /// <summary>Septets of a single, unsplit message.</summary>
    public const int SegmentLength = 160;

    private const string Basic =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
        + "abcdefghijklmnopqrstuvwxyzäöñüà";

    private const string Extension = "\f^{}\\[~]|€";

    /// <summary>Length of the text in septets; null where a character is outside the alphabet.</summary>
    public static int? Septets(string text)
    {
        var septets = 0;
        foreach (var c in text)
        {
            if (Basic.Contains(c, StringComparison.Ordinal))
                septets += 1;
            else if (Extension.Contains(c, StringComparison.Ordinal))
                septets += 2;
            else
                return null;
        }

        return septets;
    }
}
