using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Commands.Files;

namespace ElectorPortal.Web.Commands.Electors;

/// <summary>A line of the file whose every cell is sound: what the HR service says of one elector.</summary>
internal sealed class ElectorLine
{
    public required CsvRecord Record { get; init; }

    public required byte[] NumenHash { get; init; }

    public required EmailAddress Email { get; init; }

    /// <summary>Every address that he may type, the one on file first.</summary>
    public required IReadOnlyList<EmailAddress> Addresses { get; init; }

    public required string Civility { get; init; }

    public required string BirthName { get; init; }

    public required string? UsageName { get; init; }

    public required string FirstNames { get; init; }

    public required DateOnly BirthDate { get; init; }

    /// <summary>As the file names it.</summary>
    public required string Academy { get; init; }

    public required string Corps { get; init; }

    public required string Posting { get; init; }

    public required string? Phone { get; init; }

    public required IReadOnlyList<string> Contests { get; init; }

    /// <summary>The row that the line makes, its académie apart, which only the database can number.</summary>
    public Elector Row => field ??= new()
    {
        NumenHash = NumenHash,
        Email = Email,
        Civility = Civility,
        BirthName = BirthName,
        UsageName = UsageName,
        FirstNames = FirstNames,
        BirthDate = BirthDate,
        AcademyId = 0,
        Corps = Corps,
        Posting = Posting,
        PhoneOnFile = Phone,
        FileDigest = Digest(),
    };

    /// <summary>What <see cref="FileClaims"/> knows the NUMEN by.</summary>
    public ulong NumenKey => FileClaims.Key(NumenHash);

    /// <summary>How the rolls name him: <see cref="Elector.FoldedName"/>, which is put together anew each time.</summary>
    public string FoldedName => field ??= Row.FoldedName;

    /// <summary>What <see cref="FileClaims"/> knows the addresses by, in their order.</summary>
    public IReadOnlyList<ulong> AddressKeys => field ??= [.. Addresses.Select(FileClaims.Key)];

    /// <summary>Works out beforehand what is asked of the line later, where one thread does what only one can do.</summary>
    public ElectorLine Prepared()
    {
        _ = FoldedName;
        _ = AddressKeys;
        return this;
    }

    /// <summary>Of all that the line says, whatever the order of what has none.</summary>
    private byte[] Digest()
    {
        string?[] said =
        [
            Email.Value, .. Addresses.Skip(1).Select(address => address.Value).Order(StringComparer.Ordinal), Civility, BirthName, UsageName, FirstNames,
            BirthDate.ToString("O", CultureInfo.InvariantCulture), Academy, Corps, Posting, Phone, .. Contests.Order(StringComparer.Ordinal),
        ];
        return SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', said)))[..Elector.FileDigestLength];
    }
}
