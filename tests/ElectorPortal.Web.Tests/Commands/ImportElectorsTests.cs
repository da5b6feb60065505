using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Commands;
using ElectorPortal.Web.Commands.Electors;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Commands;

public sealed class ImportElectorsTests
{
    [Theory]
    [EachDatabase]
    public async Task A_clean_file_is_taken_whole_and_changes_nothing_the_second_time(Database database)
    {
        await using var portal = await PortalCommands.StartAsync(database);
        var file = PortalCommands.Sample("electeurs-200.csv");

        var first = await portal.RunAsync("electors", "import", file);
        Assert.Equal((ExitCodes.Done, ""), (first.Code, first.Error));
        Assert.Equal([200, 0, 0, 0], first.Figures("Total"));
        var before = await portal.WithDbAsync(ContentAsync);
        Assert.Equal(200, before.Count);

        var second = await portal.RunAsync("electors", "import", file);
        Assert.Equal(ExitCodes.Done, second.Code);
        Assert.Equal([0, 0, 200, 0], second.Figures("Total"));
        Assert.Equal(before, await portal.WithDbAsync(ContentAsync));
        Assert.Equal(2, await portal.WithDbAsync(db => db.Journal.CountAsync(entry => entry.Kind == JournalKind.Import)));
    }

    [Theory]
    [EachDatabase]
    public async Task A_file_of_several_batches_is_taken_whole_and_what_it_says_in_another_order_changes_nothing(Database database)
    {
        const int Count = (2 * ElectorBatch.Size) + 1;
        await using var portal = await PortalCommands.StartAsync(database);
        IEnumerable<string> Lines(string contests) => Enumerable.Range(1, Count).Select(number => PortalCommands.Line(number, contests: contests));

        var first = await portal.RunAsync("electors", "import", await portal.WriteAsync("a.csv", [PortalCommands.Header, .. Lines("CSA|CAPN")]));
        var second = await portal.RunAsync("electors", "import", await portal.WriteAsync("b.csv", [PortalCommands.Header, .. Lines("CAPN|CSA").Reverse()]));
        var third = await portal.RunAsync("electors", "import", await portal.WriteAsync("c.csv", [PortalCommands.Header, .. Lines("CSA").Take(3), .. Lines("CSA|CAPN").Skip(3)]));
        var fourth = await portal.RunAsync("electors", "import", portal.PathOf("c.csv"));

        Assert.Equal([Count, 0, 0, 0], first.Figures("Total"));
        Assert.Equal([0, 0, Count, 0], second.Figures("Total"));
        Assert.Equal([0, 3, Count - 3, 0], third.Figures("Total"));
        Assert.Equal([0, 0, Count, 0], fourth.Figures("Total"));
        Assert.Equal((2 * Count) - 3, await portal.WithDbAsync(db => db.Enrolments.CountAsync()));
    }

    [Theory]
    [EachDatabase]
    public async Task A_line_of_a_known_elector_updates_him_and_nothing_that_is_his_own(Database database)
    {
        await using var portal = await PortalCommands.StartAsync(database);
        await portal.ImportAsync(PortalCommands.Line(1, "ancienne@ac-amiens.fr", "alias@ac-amiens.fr"), PortalCommands.Line(2));
        await portal.WithDbAsync(async db =>
        {
            var elector = await db.Electors.SingleAsync(row => row.Email == EmailAddress.Parse("ancienne@ac-amiens.fr"));
            elector.SetPassword("hash", portal.Time.GetUtcNow().UtcDateTime);
            elector.Reassort.Used = 2;
            return await db.SaveChangesAsync();
        });

        var answer = await portal.RunAsync("electors", "import", await portal.WriteAsync(
            "import.csv", PortalCommands.Header, PortalCommands.Line(1, "nouvelle@ac-amiens.fr", academy: "Lille", contests: "CAPN-3|CSAM-2018")));

        Assert.Equal([0, 1, 0, 0], answer.Figures("Total"));
        var changed = await portal.WithDbAsync(db => db.Electors
            .Include(row => row.Addresses).Include(row => row.Enrolments).Include(row => row.Academy)
            .SingleAsync(row => row.Email == EmailAddress.Parse("nouvelle@ac-amiens.fr")));
        Assert.Equal(["nouvelle@ac-amiens.fr"], changed.Addresses.Select(known => known.Address.Value));
        Assert.Equal(["CAPN-3", "CSAM-2018"], changed.Enrolments.Select(row => row.ContestCode).Order());
        Assert.Equal("Lille", changed.Academy!.Name);
        Assert.Equal(("hash", 2), (changed.PasswordHash, changed.Reassort.Used));
    }

    [Theory]
    [EachDatabase]
    public async Task A_dry_run_reports_the_same_and_writes_nothing(Database database)
    {
        await using var portal = await PortalCommands.StartAsync(database);
        var file = await portal.WriteAsync(
            "f.csv", PortalCommands.Header, PortalCommands.Line(1), PortalCommands.Line(2, numen: "faux"), PortalCommands.Line(3, academy: "Atlantide"));

        var dry = await portal.RunAsync("electors", "import", file, "--dry-run", "--rejects", portal.PathOf("a.csv"));
        Assert.Equal(0, await portal.WithDbAsync(db => db.Electors.CountAsync()));
        Assert.False(await portal.WithDbAsync(db => db.Academies.AnyAsync(academy => academy.Name == "Atlantide")));
        Assert.False(await portal.WithDbAsync(db => db.Journal.AnyAsync()));

        var real = await portal.RunAsync("electors", "import", file, "--rejects", portal.PathOf("b.csv"));
        Assert.Equal(dry.Code, real.Code);
        Assert.Equal(dry.Figures("Total"), real.Figures("Total"));
        Assert.Equal(File.ReadAllText(portal.PathOf("a.csv")), File.ReadAllText(portal.PathOf("b.csv")));
        Assert.Contains("serait créée sans coordonnées d'assistance : Atlantide", dry.Output, StringComparison.Ordinal);
        Assert.Contains("Académie inconnue, créée sans coordonnées d'assistance : Atlantide", real.Output, StringComparison.Ordinal);
        Assert.Equal(2, await portal.WithDbAsync(db => db.Electors.CountAsync()));
    }

    [Fact]
    public async Task Bad_lines_are_reported_column_by_column_and_the_good_ones_applied()
    {
        await using var portal = await PortalCommands.StartAsync();
        var rejects = portal.PathOf("rejets.csv");

        var answer = await portal.RunAsync("electors", "import", PortalCommands.Sample("electeurs-abimes.csv"), "--rejects", rejects);

        Assert.Equal(ExitCodes.DoneWithRejects, answer.Code);
        Assert.Equal([2, 0, 0, 27], answer.Figures("Total"));
        var rows = File.ReadAllLines(rejects);
        var sources = File.ReadAllLines(PortalCommands.Sample("electeurs-abimes.csv"));
        Assert.Equal($"{PortalCommands.Header};ligne;colonne;motif", rows[0]);
        Assert.Equal(
            [
                "3;email;L'adresse de messagerie manque.",
                "4;email;Ce n'est pas une adresse de messagerie de la forme nom@domaine.fr, sans accent.",
                "5;autres_emails;L'une des autres adresses n'est pas de la forme nom@domaine.fr, sans accent.",
                "6;civilite;La civilité doit être « M. » ou « Mme ».",
                "7;nom;Le nom manque.",
                "8;nom;Ce nom ne contient aucune lettre.",
                "9;prenoms;Le prénom manque.",
                "10;numen;Le NUMEN manque.",
                "11;numen;Un NUMEN compte 13 caractères : 2 chiffres, 1 lettre, 7 chiffres, 3 lettres.",
                "12;numen;Ce NUMEN figure déjà plus haut dans le fichier.",
                "13;date_naissance;Ce n'est pas une date qui existe, de la forme jj/mm/aaaa.",
                "14;date_naissance;Ce n'est pas une date qui existe, de la forme jj/mm/aaaa.",
                "15;date_naissance;Cette date donne un âge qui n'est pas compris entre 15 et 100 ans.",
                "16;date_naissance;Cette date donne un âge qui n'est pas compris entre 15 et 100 ans.",
                "17;academie;L'académie manque.",
                "18;corps;Le corps manque.",
                "19;affectation;L'affectation manque.",
                "20;telephone;Ce numéro n'est pas celui d'un téléphone mobile.",
                "21;telephone;Ce numéro de téléphone n'existe pas.",
                "22;telephone;Ce numéro existe dans plusieurs territoires : il faut son indicatif international.",
                "23;scrutins;Un code de scrutin dépasse 40 caractères.",
                "24;email;Une autre ligne du fichier donne cette adresse à un autre électeur.",
                "25;;La ligne a 10 cellule(s) au lieu de 13.",
                "26;;La ligne a 14 cellule(s) au lieu de 13.",
                "27;;Un guillemet est ouvert sans être fermé, ou suivi de texte.",
                "28;;La ligne est vide.",
                "29;email;Ce n'est pas une adresse de messagerie de la forme nom@domaine.fr, sans accent.",
                "29;civilite;La civilité doit être « M. » ou « Mme ».",
                "29;nom;Le nom manque.",
                "29;prenoms;Le prénom manque.",
                "29;numen;Un NUMEN compte 13 caractères : 2 chiffres, 1 lettre, 7 chiffres, 3 lettres.",
                "29;date_naissance;Ce n'est pas une date qui existe, de la forme jj/mm/aaaa.",
                "29;academie;L'académie manque.",
                "29;corps;Le corps manque.",
                "29;affectation;L'affectation manque.",
                "29;telephone;Ce numéro de téléphone n'existe pas.",
            ],
            rows.Skip(1).Select(row => string.Join(';', row.Split(';')[^3..]))
                .OrderBy(row => int.Parse(row.Split(';')[0], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.All(rows.Skip(1).Where(row => !row.Contains(";27;;", StringComparison.Ordinal)), row =>
        {
            var line = int.Parse(row.Split(';')[^3], System.Globalization.CultureInfo.InvariantCulture);
            Assert.StartsWith(sources[line - 1], row, StringComparison.Ordinal);
        });
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(rejects));
    }

    [Fact]
    public async Task Without_a_rejects_file_the_console_names_lines_and_columns_and_no_value()
    {
        await using var portal = await PortalCommands.StartAsync();

        var answer = await portal.RunAsync("electors", "import", PortalCommands.Sample("electeurs-abimes.csv"));

        Assert.Contains("Ligne 11, numen : Un NUMEN compte 13 caractères", answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("20E000010AAA", answer.Output + answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789", answer.Output + answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [EachDatabase]
    public async Task An_address_of_another_elector_is_refused_unless_he_gives_it_up_in_the_same_file(Database database)
    {
        await using var portal = await PortalCommands.StartAsync(database);
        await portal.ImportAsync(PortalCommands.Line(1, "a@ac-amiens.fr"), PortalCommands.Line(2, "b@ac-amiens.fr"), PortalCommands.Line(3, "c@ac-amiens.fr"));

        var refused = await portal.RunAsync("electors", "import", await portal.WriteAsync(
            "f.csv", PortalCommands.Header, PortalCommands.Line(4, "nouveau@ac-amiens.fr", "b@ac-amiens.fr")));
        Assert.Equal(ExitCodes.DoneWithRejects, refused.Code);
        Assert.Contains("Ligne 2, autres_emails : Cette adresse est déjà celle d'un autre électeur.", refused.Error, StringComparison.Ordinal);

        await portal.ImportAsync(PortalCommands.Line(1, "b@ac-amiens.fr"), PortalCommands.Line(2, "c@ac-amiens.fr"), PortalCommands.Line(3, "d@ac-amiens.fr"));
        Assert.Equal(
            ["b@ac-amiens.fr", "c@ac-amiens.fr", "d@ac-amiens.fr"],
            await portal.WithDbAsync(async db =>
                (await db.Electors.OrderBy(elector => elector.Id).ToListAsync()).Select(elector => elector.Email.Value).ToList()));
    }

    [Theory]
    [InlineData("\uFEFF", "\n")]
    [InlineData("", "\r\n")]
    [InlineData("\uFEFF", "\r\n")]
    public async Task The_file_may_start_with_a_byte_order_mark_and_end_its_lines_either_way(string mark, string end)
    {
        await using var portal = await PortalCommands.StartAsync();
        var file = portal.PathOf("f.csv");
        File.WriteAllText(file, mark + PortalCommands.Header + end + PortalCommands.Line(1) + end + end + PortalCommands.Line(2));

        var answer = await portal.RunAsync("electors", "import", file);
        Assert.Equal([2, 0, 0, 0], answer.Figures("Total"));
    }

    [Fact]
    public async Task The_columns_stand_in_any_order_and_an_academie_is_known_without_its_accents()
    {
        await using var portal = await PortalCommands.StartAsync();
        var columns = PortalCommands.Header.Split(';');
        var cells = PortalCommands.Line(1, academy: "LA REUNION").Split(';');

        var answer = await portal.RunAsync("electors", "import", await portal.WriteAsync(
            "f.csv", string.Join(';', columns.Reverse()), string.Join(';', cells.Reverse())));

        Assert.Equal([1, 0, 0, 0], answer.Figures("La Réunion"));
    }

    [Theory]
    [InlineData("email;numen", "colonne manquante « nom »")]
    [InlineData(PortalCommands.Header + ";age", "colonne inconnue « age »")]
    [InlineData(PortalCommands.Header + ";email", "colonne en double « email »")]
    [InlineData("email,numen,nom", "des virgules ; il faut des points-virgules")]
    [InlineData("", "Le fichier est vide")]
    public async Task A_file_with_a_wrong_header_changes_nothing_and_says_why(string header, string why)
    {
        await using var portal = await PortalCommands.StartAsync();

        var answer = await portal.RunAsync("electors", "import", await portal.WriteAsync("f.csv", header, PortalCommands.Line(1)));

        Assert.Equal(ExitCodes.Failed, answer.Code);
        Assert.Contains(why, answer.Error, StringComparison.Ordinal);
        Assert.False(await portal.WithDbAsync(db => db.Electors.AnyAsync()));
    }

    [Fact]
    public async Task A_file_in_another_encoding_changes_nothing_and_names_the_line()
    {
        await using var portal = await PortalCommands.StartAsync();
        var file = portal.PathOf("f.csv");
        byte[] content =
        [
            .. System.Text.Encoding.UTF8.GetBytes($"{PortalCommands.Header}\n{PortalCommands.Line(1)}\n"),
            .. System.Text.Encoding.Latin1.GetBytes(PortalCommands.Line(2)),
        ];
        File.WriteAllBytes(file, content);

        var answer = await portal.RunAsync("electors", "import", file);

        Assert.Equal(ExitCodes.Failed, answer.Code);
        Assert.Contains("Ligne 3 : le fichier n'est pas en UTF-8", answer.Error, StringComparison.Ordinal);
        Assert.False(await portal.WithDbAsync(db => db.Electors.AnyAsync()));
    }

    [Fact]
    public async Task The_rejects_never_overwrite_the_file_that_is_read()
    {
        await using var portal = await PortalCommands.StartAsync();
        var file = await portal.WriteAsync("f.csv", PortalCommands.Header, PortalCommands.Line(1));

        Assert.Equal(ExitCodes.Failed, (await portal.RunAsync("electors", "import", file, "--rejects", file)).Code);
        Assert.Equal(PortalCommands.Header, (File.ReadAllLines(file))[0]);
    }

    private static async Task<IReadOnlyList<string>> ContentAsync(PortalDbContext db) =>
    [
        .. (await db.Electors.Include(elector => elector.Addresses).Include(elector => elector.Enrolments).OrderBy(elector => elector.Id).ToListAsync())
            .Select(elector => $"{elector.Id} {elector.Version} {elector.Email} {elector.BirthName} {elector.UsageName} {elector.FirstNames} "
                + $"{elector.BirthDate} {elector.AcademyId} {elector.Corps} {elector.Posting} {elector.PhoneOnFile} "
                + $"{string.Join(',', elector.Addresses.Select(known => $"{known.Id}{known.Address}").Order())} "
                + $"{string.Join(',', elector.Enrolments.Select(row => row.ContestCode).Order())}"),
    ];

    [Fact]
    public async Task The_summary_counts_by_corps_and_names_the_contests_that_are_not_published_yet()
    {
        await using var portal = await PortalCommands.StartAsync();
        await portal.RunAsync("contests", "import", await portal.WriteAsync("c.csv", "code;instance;libelle;academie;corps;sieges", "CSA;CSA;Le comité;;;15"));

        var answer = await portal.RunAsync("electors", "import", await portal.WriteAsync(
            "f.csv", PortalCommands.Header, PortalCommands.Line(1, contests: "CSA|CAPN"), PortalCommands.Line(2, contests: "CAPN"), PortalCommands.Line(3, numen: "faux")));

        Assert.Equal([2, 0, 0, 1], answer.Figures("Professeur certifié"));
        Assert.Contains("Scrutins que le portail ne connaît pas encore, avec leurs électeurs : CAPN (2).", answer.Output, StringComparison.Ordinal);
    }
}
