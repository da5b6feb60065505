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

    /// <summary>How the rolls name him: <see cref="Elector.FoldedName"/>.</summary>
    public string FoldedName => field ??= ToElector(0).FoldedName;

    public Elector ToElector(int academyId) => new()
    {
        NumenHash = NumenHash,
        Email = Email,
        Civility = Civility,
        BirthName = BirthName,
        UsageName = UsageName,
        FirstNames = FirstNames,
        BirthDate = BirthDate,
        AcademyId = academyId,
        Corps = Corps,
        Posting = Posting,
        PhoneOnFile = Phone,
    };
}
