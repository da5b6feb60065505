using ElectorPortal.Domain.Reassort;

namespace ElectorPortal.Domain.Electors;

/// <summary>A member of staff on at least one electoral roll. All instants are UTC.</summary>
public sealed class Elector : IVersioned
{
    public const int NameMaxLength = 100;
    public const int CorpsMaxLength = 100;
    public const int PostingMaxLength = 200;
    public const int CivilityMaxLength = 10;

    /// <summary>Bytes.</summary>
    public const int FileDigestLength = 16;

    public int Id { get; private set; }

    /// <summary>Keyed hash of the NUMEN; the NUMEN itself is not kept.</summary>
    public required byte[] NumenHash { get; set; }

    /// <summary>The address on file: where every mail goes, whatever known address was typed.</summary>
    public required EmailAddress Email { get; set; }

    public required string Civility { get; set; }

    public required string BirthName
    {
        get;
        set
        {
            field = value;
            FoldedBirthName = Names.Fold(value);
        }
    }

    public string? UsageName
    {
        get;
        set
        {
            field = value;
            FoldedUsageName = value is null ? null : Names.Fold(value);
        }
    }

    public required string FirstNames
    {
        get;
        set
        {
            field = value;
            FoldedFirstNames = Names.Fold(value);
        }
    }

    /// <summary>What the helpdesk's search compares, as the two below: <see cref="Names.Fold"/> of the name.</summary>
    public string FoldedBirthName { get; private set; } = "";

    public string? FoldedUsageName { get; private set; }

    public string FoldedFirstNames { get; private set; } = "";

    public required DateOnly BirthDate { get; set; }

    public required int AcademyId { get; set; }

    public Academy? Academy { get; set; }

    public required string Corps { get; set; }

    public required string Posting { get; set; }

    /// <summary>E.164, as the HR service knows it; personal, shown masked only.</summary>
    public string? PhoneOnFile { get; set; }

    /// <summary>Null until the space is opened.</summary>
    public string? PasswordHash { get; private set; }

    public DateTime? PasswordSetAt { get; private set; }

    /// <summary>Counts the passwords set so far: a session lives no longer than the password that opened it.</summary>
    public int PasswordVersion { get; private set; }

    public DateTime? ActivatedAt { get; private set; }

    /// <summary>When the last activation or reset mail was written to the outbox.</summary>
    public DateTime? LinkSentAt { get; set; }

    /// <summary>Off the rolls since then; null for an elector in good standing.</summary>
    public DateTime? RemovedAt { get; set; }

    /// <summary>
    /// Hash of all that the HR service's last file said of him: a line with the same changes nothing. Null for who came otherwise.
    /// </summary>
    public byte[]? FileDigest { get; set; }

    /// <summary>What the HR service's files still say where the helpdesk corrected the address on file; null where it did not.</summary>
    public EmailAddress? EmailBeforeCorrection { get; set; }

    /// <summary>How often the helpdesk added or corrected an address.</summary>
    public int AddressChanges { get; set; }

    public ReassortStanding Reassort { get; private set; } = new();

    public List<ElectorAddress> Addresses { get; } = [];

    public List<Enrolment> Enrolments { get; } = [];

    public int Version { get; set; }

    public bool IsActive => PasswordHash is not null && RemovedAt is null;

    /// <summary>The name people use: usage name where there is one.</summary>
    public string LastName => UsageName ?? BirthName;

    /// <summary>Last name, then first names, as a roll is ordered: <see cref="Names.Fold"/> of both.</summary>
    public string FoldedName => $"{FoldedUsageName ?? FoldedBirthName} {FoldedFirstNames}";

    /// <summary>"Prénom NOM", from the first of the first names.</summary>
    public string DisplayName =>
        $"{FirstNames.Split([' ', ','], 2)[0]} {LastName}".ToUpper(System.Globalization.CultureInfo.GetCultureInfo("fr-FR"));

    /// <summary>Puts the elector on the roll of a contest.</summary>
    public void Enrol(string contestCode) => Enrolments.Add(new Enrolment { ElectorId = Id, ContestCode = contestCode, FoldedName = FoldedName });

    public void SetPassword(string hash, DateTime now)
    {
        PasswordHash = hash;
        PasswordSetAt = now;
        PasswordVersion++;
        ActivatedAt ??= now;
    }
}
