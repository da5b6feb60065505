using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace ElectorPortal.Web.Messaging.Sms;

/// <summary>
/// Twilio's signature of a callback: Base64(HMAC-SHA1(auth token, address + each field sorted by name, name then value)).
/// </summary>
internal static class TwilioSignature
{
    public const string Header = "X-Twilio-Signature";

    public static string Compute(string authToken, string address, IEnumerable<KeyValuePair<string, StringValues>> fields)
    {
        var signed = new StringBuilder(address);
        foreach (var (name, values) in fields.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            foreach (var value in values.Distinct().Order(StringComparer.Ordinal))
                signed.Append(name).Append(value);
        }

        // HMAC with SHA-1 is Twilio's choice; collisions of SHA-1 do not weaken it.
#pragma warning disable CA5350
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(authToken), Encoding.UTF8.GetBytes(signed.ToString())));
#pragma warning restore CA5350
    }

    /// <param name="address">The address that Twilio was told to call. It may sign it with or without the port.</param>
    public static bool IsValid(
        string authToken, string address, IReadOnlyCollection<KeyValuePair<string, StringValues>> fields, string signature)
    {
        var given = Encoding.UTF8.GetBytes(signature);
        var isValid = false;
        foreach (var variant in new[] { address, WithPort(address), WithoutPort(address) })
            isValid |= CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(Compute(authToken, variant, fields)));
        return isValid;
    }

    private static string WithPort(string address)
    {
        var uri = new Uri(address);
        return Rebuild(uri, $"{uri.Host}:{uri.Port}");
    }

    private static string WithoutPort(string address)
    {
        var uri = new Uri(address);
        return Rebuild(uri, uri.Host);
    }

    private static string Rebuild(Uri uri, string authority) => $"{uri.Scheme}://{authority}{uri.PathAndQuery}";
}
