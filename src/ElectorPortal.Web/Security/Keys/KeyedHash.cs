using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ElectorPortal.Domain.Activation;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Security.Throttling;

namespace ElectorPortal.Web.Security.Keys;

/// <summary>
/// Turns a secret into what the database may keep: HMAC-SHA256 with a key that only the holder of the key ring can read.
/// One prefix per kind of secret, so that a hash of one kind never answers for another.
/// </summary>
internal sealed class KeyedHash(HashKey key)
{
    /// <summary>Bytes of every hash.</summary>
    public const int Length = HMACSHA256.HashSizeInBytes;

    public byte[] Of(Numen numen) => Compute("numen", numen.Reveal());

    public byte[] Of(LinkToken token) => Compute("token", token.Reveal());

    public byte[] Of(VoterIdentifier identifier) => Compute("identifier", identifier.Reveal());

    public byte[] Of(MobileNumber number) => Compute("number", number.E164);

    public byte[] Of(EmailAddress address) => Compute("address", address.Value);

    public byte[] Of(RecoveryCode code) => Compute("recovery", code.Reveal());

    /// <summary>Under which the tries with an agent's password are counted.</summary>
    public byte[] OfAgentPassword(EmailAddress address) => Compute("agent-password", address.Value);

    /// <summary>Under which the tries with an agent's codes are counted.</summary>
    public byte[] OfAgentCode(int agentId) => Compute("agent-code", agentId.ToString(CultureInfo.InvariantCulture));

    /// <summary>Under which the tries with an elector's password are counted that come from a browser of his.</summary>
    public byte[] OfDevice(KnownDevice device) => Compute("device", device.ToString());

    /// <summary>Under which the tries that come from one network are counted.</summary>
    public byte[] OfNetwork(string network) => Compute("network", network);

    /// <summary>Under which the tries with an elector's voter identifier are counted.</summary>
    public byte[] OfIdentifierTries(int electorId) => Compute("identifier-tries", electorId.ToString(CultureInfo.InvariantCulture));

    /// <param name="securityCode">Id of a security code: browsers know it, and must not foresee how it is drawn.</param>
    public byte[] OfDrawing(Guid securityCode) => Compute("drawing", securityCode.ToString());

    /// <summary>A link of the chain over the journal.</summary>
    /// <param name="previous">The hash of the link before it.</param>
    public byte[] OfLink(ReadOnlySpan<byte> previous, JournalRow entry) =>
        HMACSHA256.HashData(key.Value, (byte[])[.. "journal:"u8, .. previous, .. entry.ToBytes()]);

    /// <summary>Marks where the chain over the journal begins: nobody without the key moves it.</summary>
    /// <param name="last">The hash of the last link that was removed.</param>
    public byte[] OfBeginning(long position, ReadOnlySpan<byte> last)
    {
        Span<byte> place = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(place, position);
        return HMACSHA256.HashData(key.Value, (byte[])[.. "journal-beginning:"u8, .. place, .. last]);
    }

    private byte[] Compute(string kind, string secret) =>
        HMACSHA256.HashData(key.Value, Encoding.UTF8.GetBytes($"{kind}:{secret}"));
}
