using System.Globalization;
using System.Text;
using ElectorPortal.Domain.Electors;

namespace ElectorPortal.Load.Invented;

/// <summary>A list of electors as the HR service sends it, of people who do not exist: one in two with a mobile number, one in five with an alias.</summary>
internal static class InventedFile
{
    private const int Seed = 20181129;
    private const string Header =
        "email;autres_emails;civilite;nom;nom_usage;prenoms;numen;date_naissance;academie;corps;affectation;telephone;scrutins";

    /// <param name="academies">As the portal names them.</param>
    /// <param name="bad">Every so many lines, one with a date that does not exist; 0 for none.</param>
    public static void Write(string path, int electors, IReadOnlyList<string> academies, int bad)
    {
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16);
        file.WriteLine(Header);
        var people = new InventedElectorate(Seed);
        var number = 0;
        foreach (var elector in people.Electors(electors, [.. Enumerable.Range(0, academies.Count)]))
        {
            number++;
            file.WriteLine(Line(number, elector, academies[elector.AcademyId], people, isBad: bad > 0 && number % bad == 0));
        }
    }

    private static string Line(int number, Elector elector, string academy, InventedElectorate people, bool isBad)
    {
        var alias = number % 5 == 0 ? $"ancien.nom{number}@ac-invente.fr" : "";
        var phone = number % 2 == 0 ? $"06{(12_000_000 + number).ToString(CultureInfo.InvariantCulture)}" : "";
        var date = isBad ? "31/02/1970" : elector.BirthDate.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
        var contests = people.Enrolments(number, elector.FoldedName).Select(enrolment => enrolment.ContestCode);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{elector.Email.Value};{alias};{elector.Civility};{elector.BirthName};{elector.UsageName};{elector.FirstNames};{number % 100:00}E{number:0000000}ABC;{date};{academy};{elector.Corps};{elector.Posting};{phone};{string.Join('|', contests)}");
    }
}
