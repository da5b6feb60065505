using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ElectorPortal.Domain.Electors;

namespace ElectorPortal.Web.Commands.Electors;

/// <summary>
/// What the lines read so far have claimed, so that each NUMEN and each address of the file is one elector's alone. Kept as 64 bits of a
/// hash: more than a million lines must fit beside everything else, and one import in millions rejects a line too many.
/// </summary>
/// <param name="lines">Of the file, about.</param>
internal sealed class FileClaims(int lines)
{
    /// <summary>More than a list of staff has for each.</summary>
    private const double AddressesPerLine = 1.3;

    private readonly KeyTable<Claims> numens = new(lines);
    private readonly KeyTable<Claims> addresses = new((int)(lines * AddressesPerLine));

    [Flags]
    private enum Claims : byte
    {
        None = 0,
        Taken = 1,
        Released = 2,
    }

    /// <returns>False where an earlier line has the same NUMEN.</returns>
    public bool Claim(ulong numen) => numens.TryAdd(numen, Claims.Taken);

    public bool IsTaken(ulong address) => addresses.ValueOrDefault(address).HasFlag(Claims.Taken);

    /// <summary>Whether the elector who has it in the database gave it up by a line of this file.</summary>
    public bool IsReleased(ulong address) => addresses.ValueOrDefault(address).HasFlag(Claims.Released);

    public void Take(ulong address) => addresses.ValueOf(address) |= Claims.Taken;

    public void Release(ulong address) => addresses.ValueOf(address) |= Claims.Released;

    public static ulong Key(ReadOnlySpan<byte> hash) => BinaryPrimitives.ReadUInt64LittleEndian(hash);

    public static ulong Key(EmailAddress address)
    {
        Span<byte> text = stackalloc byte[EmailAddress.MaxLength];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..Encoding.ASCII.GetBytes(address.Value, text)], hash);
        return Key(hash);
    }
}
