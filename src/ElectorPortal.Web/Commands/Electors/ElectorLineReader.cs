using System.Globalization;
using ElectorPortal.Domain.Elections;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Commands.Files;
using ElectorPortal.Web.Messaging;
using ElectorPortal.Web.Security.Keys;

namespace ElectorPortal.Web.Commands.Electors;

/// <summary>A record of the file, and the line that it holds or what is wrong with it.</summary>
/// <param name="Line">Null where there are problems.</param>
internal sealed record JudgedRecord(CsvRecord Record, ElectorLine? Line, IReadOnlyList<LineProblem> Problems);

/// <summary>Judges each cell of a line by itself; what takes other lines or the database to judge comes later.</summary>
internal sealed class ElectorLineReader(KeyedHash hash, TimeProvider time)
{
    private const int MinAge = 15;
    private const int MaxAge = 100;
    private const int MaxAddresses = 20;
    private const int MaxContests = 50;

    private readonly DateOnly today = DateOnly.FromDateTime(ParisTime.FromUtc(time.GetUtcNow().UtcDateTime));

    public JudgedRecord Read(IReadOnlyList<string> columns, CsvRecord record)
    {
        if (CellReader.Open(columns, record, out var whole) is not { } cells)
            return new JudgedRecord(record, null, [new LineProblem("", whole)]);

        var email = Email(cells);
        var line = new ElectorLine
        {
            Record = record,
            Email = email,
            Addresses = Addresses(cells, email),
            Civility = cells.Civility(ElectorColumns.Civility),
            BirthName = cells.Name(ElectorColumns.BirthName, Elector.NameMaxLength, "Le nom manque."),
            UsageName = cells.Name(ElectorColumns.UsageName, Elector.NameMaxLength, null) is { Length: > 0 } name ? name : null,
            FirstNames = cells.Name(ElectorColumns.FirstNames, Elector.NameMaxLength, "Le prénom manque."),
            NumenHash = NumenHash(cells),
            BirthDate = BirthDate(cells),
            Academy = cells.Name(ElectorColumns.Academy, Academy.NameMaxLength, "L'académie manque."),
            Corps = cells.Text(ElectorColumns.Corps, Elector.CorpsMaxLength, "Le corps manque."),
            Posting = cells.Text(ElectorColumns.Posting, Elector.PostingMaxLength, "L'affectation manque."),
            Phone = Phone(cells),
            Contests = Contests(cells),
        };
        return new JudgedRecord(record, cells.Problems.Count == 0 ? line.Prepared() : null, cells.Problems);
    }

    private static EmailAddress Email(CellReader cells)
    {
        var text = cells.Text(ElectorColumns.Email);
        if (text.Length == 0)
            cells.Refuse(ElectorColumns.Email, "L'adresse de messagerie manque.");
        else if (!EmailAddress.TryParse(text, out var email))
            cells.Refuse(ElectorColumns.Email, "Ce n'est pas une adresse de messagerie de la forme nom@domaine.fr, sans accent.");
        else
            return email;
        return default;
    }

    private static List<EmailAddress> Addresses(CellReader cells, EmailAddress email)
    {
        var addresses = new List<EmailAddress> { email };
        foreach (var value in cells.Values(ElectorColumns.OtherEmails))
        {
            if (!EmailAddress.TryParse(value, out var other))
            {
                cells.Refuse(ElectorColumns.OtherEmails, "L'une des autres adresses n'est pas de la forme nom@domaine.fr, sans accent.");
                break;
            }

            if (!addresses.Contains(other))
                addresses.Add(other);
        }

        if (addresses.Count > MaxAddresses)
            cells.Refuse(ElectorColumns.OtherEmails, $"Il y a plus de {MaxAddresses} adresses.");
        return addresses;
    }

    private byte[] NumenHash(CellReader cells)
    {
        var text = cells.Text(ElectorColumns.Numen);
        if (text.Length == 0)
            cells.Refuse(ElectorColumns.Numen, "Le NUMEN manque.");
        else if (!Numen.TryParse(text, out var numen))
            cells.Refuse(ElectorColumns.Numen, "Un NUMEN compte 13 caractères : 2 chiffres, 1 lettre, 7 chiffres, 3 lettres.");
        else
            return hash.Of(numen);
        return [];
    }

    private DateOnly BirthDate(CellReader cells)
    {
        var text = cells.Text(ElectorColumns.BirthDate);
        if (text.Length == 0)
            cells.Refuse(ElectorColumns.BirthDate, "La date de naissance manque.");
        else if (!DateOnly.TryParseExact(text, "dd/MM/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            cells.Refuse(ElectorColumns.BirthDate, "Ce n'est pas une date qui existe, de la forme jj/mm/aaaa.");
        else if (date > today.AddYears(-MinAge) || date <= today.AddYears(-MaxAge - 1))
            cells.Refuse(ElectorColumns.BirthDate, $"Cette date donne un âge qui n'est pas compris entre {MinAge} et {MaxAge} ans.");
        else
            return date;
        return default;
    }

    private static string? Phone(CellReader cells)
    {
        var text = cells.Text(ElectorColumns.Phone);
        if (text.Length == 0)
            return null;

        var refusal = MobileNumbers.TryParse(text, MobileNumbers.AllRegions, out var number);
        if (refusal is null)
            return number.E164;

        cells.Refuse(ElectorColumns.Phone, refusal switch
        {
            NumberRefusal.Ambiguous => "Ce numéro existe dans plusieurs territoires : il faut son indicatif international.",
            NumberRefusal.NotMobile => "Ce numéro n'est pas celui d'un téléphone mobile.",
            NumberRefusal.CountryNotAllowed => "Ce numéro n'appartient à aucun pays.",
            _ => "Ce numéro de téléphone n'existe pas.",
        });
        return null;
    }

    private static List<string> Contests(CellReader cells)
    {
        cells.Text(ElectorColumns.Contests, int.MaxValue, null);
        var codes = cells.Values(ElectorColumns.Contests).Distinct(StringComparer.Ordinal).ToList();
        if (codes.Count > MaxContests)
            cells.Refuse(ElectorColumns.Contests, $"Il y a plus de {MaxContests} scrutins.");
        else if (codes.Exists(code => code.Length > Enrolment.ContestCodeMaxLength))
            cells.Refuse(ElectorColumns.Contests, $"Un code de scrutin dépasse {Enrolment.ContestCodeMaxLength} caractères.");
        return codes;
    }
}
