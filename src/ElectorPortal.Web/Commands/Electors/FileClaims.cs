using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ElectorPortal.Domain.Electors;

namespace ElectorPortal.Web.Commands.Electors;

/// <summary>
/// What the lines read so far have claimed, so that each NUMEN and each address of the file is one elector's alone. Kept as 128 bits of a
/// hash: more than a million lines must fit beside everything else.
/// </summary>
internal sealed class FileClaims(int lines)
{
    private readonly HashSet<UInt128> numens = new(lines);
    private readonly HashSet<UInt128> taken = new(lines);
    private readonly HashSet<UInt128> released = [];

    /// <returns>False where an earlier line has the same NUMEN.</returns>
    public bool Claim(byte[] numenHash) => numens.Add(Key(numenHash));

    public bool IsTaken(EmailAddress address) => taken.Contains(Key(address));

    /// <summary>Whether the elector who has it in the database gave it up by a line of this file.</summary>
    public bool IsReleased(EmailAddress address) => released.Contains(Key(address));

    public void Take(EmailAddress address) => taken.Add(Key(address));

    public void Release(EmailAddress address) => released.Add(Key(address));

    public static UInt128 Key(ReadOnlySpan<byte> hash) => BinaryPrimitives.ReadUInt128LittleEndian(hash);

    private static UInt128 Key(EmailAddress address)
    {
        Span<byte> text = stackalloc byte[EmailAddress.MaxLength];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..Encoding.ASCII.GetBytes(address.Value, text)], hash);
        return Key(hash);
    }
}
