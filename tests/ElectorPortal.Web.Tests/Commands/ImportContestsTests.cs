using ElectorPortal.Domain.Contests;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Commands;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Commands;

/// <summary>Contests, their lists, candidates and results, from files.</summary>
public sealed class ImportContestsTests
{
    private const string Contests = "code;instance;libelle;academie;corps;sieges";
    private const string Lists = "scrutin;numero;sigle;libelle;profession_de_foi";
    private const string Candidates = "scrutin;numero_liste;rang;civilite;nom;prenom;corps;affectation";
    private const string Results = "scrutin;inscrits;votants;blancs;numero_liste;voix;sieges";

    private static readonly byte[] Pdf = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"u8.ToArray();

    [Theory, EachDatabase]
    public async Task Four_files_make_an_election_and_change_nothing_the_second_time(Database database)
    {
        await using var portal = await PortalCommands.StartAsync(database);
        File.WriteAllBytes(portal.PathOf("foi.pdf"), Pdf);
        (string Command, string[] Lines)[] files =
        [
            ("contests", [Contests, "CSA-MEN;CSA ministériel;Comité social d'administration;;;15", "CAPA-AMIENS;CAPA;Commission académique;amiens;Professeurs certifiés;4"]),
            ("lists", [Lists, "CSA-MEN;1;SGEN;Le SGEN;foi.pdf", "CSA-MEN;2;FO;\"Force; ouvrière\";", "CAPA-AMIENS;1;FO;Force ouvrière;"]),
            ("candidates", [Candidates, "CSA-MEN;1;1;Mme;LEFÈVRE;Élodie;Certifiés;Amiens", "CSA-MEN;1;2;m.;N'GUYEN;Loïc;Certifiés;Lille"]),
            ("results", [Results, "CSA-MEN;100;60;5;1;30;9", "CSA-MEN;100;60;5;2;20;6"]),
        ];

        foreach (var (command, lines) in files)
        {
            var answer = await portal.RunAsync(command, "import", await portal.WriteAsync($"{command}.csv", lines));
            Assert.Equal((ExitCodes.Done, ""), (answer.Code, answer.Error));
            Assert.StartsWith($"{lines.Length - 1} nouveaux, 0 modifiés, 0 inchangés, 0 rejetés.", answer.Output, StringComparison.Ordinal);
        }

        var before = await portal.WithDbAsync(ContentAsync);
        Assert.Equal(
            [
                "CAPA-AMIENS CAPA Commission académique Amiens Professeurs certifiés 4: 1 FO",
                "CSA-MEN CSA ministériel Comité social d'administration   15 (100 60 5): 1 SGEN foi.pdf 30-9 [1 Mme LEFÈVRE Élodie, 2 M. N'GUYEN Loïc], 2 FO 20-6",
            ],
            before);

        foreach (var (command, lines) in files)
        {
            var again = await portal.RunAsync(command, "import", portal.PathOf($"{command}.csv"));
            Assert.Equal(ExitCodes.Done, again.Code);
            Assert.StartsWith($"0 nouveaux, 0 modifiés, {lines.Length - 1} inchangés, 0 rejetés.", again.Output, StringComparison.Ordinal);
        }

        Assert.Equal(before, await portal.WithDbAsync(ContentAsync));
        Assert.Equal(8, await portal.WithDbAsync(db => db.Journal.CountAsync(entry => entry.Kind == JournalKind.Import)));
    }

    [Theory, EachDatabase]
    public async Task A_known_row_is_updated_and_a_dry_run_writes_nothing(Database database)
    {
        await using var portal = await PortalCommands.StartAsync(database);
        await ElectionAsync(portal);
        File.WriteAllBytes(portal.PathOf("autre.pdf"), [.. Pdf, .. "\n"u8]);
        (string Command, string[] Lines)[] changes =
        [
            ("contests", [Contests, "CSA;CSA;Libellé corrigé;Lille;;20"]),
            ("lists", [Lists, "CSA;1;SGEN-CFDT;Le SGEN;autre.pdf", "CSA;2;FO;Force ouvrière;"]),
            ("candidates", [Candidates, "CSA;1;1;Mme;LEFÈVRE-MARTIN;Élodie;Certifiés;Amiens"]),
            ("results", [Results, "CSA;100;61;5;1;31;9", "CSA;100;61;5;2;20;6"]),
        ];

        foreach (var (command, lines) in changes)
        {
            var before = await portal.WithDbAsync(ContentAsync);
            var dry = await portal.RunAsync(command, "import", await portal.WriteAsync($"{command}.csv", lines), "--dry-run");
            Assert.Equal(ExitCodes.Done, dry.Code);
            Assert.Contains("rien n'a été écrit", dry.Output, StringComparison.Ordinal);
            Assert.Equal(before, await portal.WithDbAsync(ContentAsync));

            var real = await portal.RunAsync(command, "import", portal.PathOf($"{command}.csv"));
            Assert.Equal(dry.Output.Split('\n')[0], real.Output.Split('\n')[0]);
        }

        Assert.Equal(
            ["CSA CSA Libellé corrigé Lille  20 (100 61 5): 1 SGEN-CFDT autre.pdf 31-9 [1 Mme LEFÈVRE-MARTIN Élodie], 2 FO 20-6"],
            await portal.WithDbAsync(ContentAsync));
    }

    [Fact]
    public async Task Every_problem_of_a_line_is_reported_and_the_good_lines_are_applied()
    {
        await using var portal = await PortalCommands.StartAsync();
        var rejects = portal.PathOf("rejets.csv");

        var answer = await portal.RunAsync("contests", "import", await portal.WriteAsync(
            "scrutins.csv", Contests, "A/B;;x;Atlantide;;0", "BON;CSA;Un bon scrutin;;;7", "BON;CSA;Le même;;;7", "COURT;CSA", "\"OUVERT;CSA;x;;;1"), "--rejects", rejects);

        Assert.Equal(ExitCodes.DoneWithRejects, answer.Code);
        Assert.StartsWith("1 nouveaux, 0 modifiés, 0 inchangés, 4 rejetés.", answer.Output, StringComparison.Ordinal);
        Assert.Equal(["BON CSA Un bon scrutin   7: "], await portal.WithDbAsync(ContentAsync));
        var lines = File.ReadAllLines(rejects);
        Assert.Equal($"{Contests};ligne;colonne;motif", lines[0]);
        Assert.Equal(["code", "instance", "academie", "sieges"], lines.Where(line => line.Contains(";2;", StringComparison.Ordinal)).Select(line => line.Split(';')[^2]));
        Assert.Equal(8, lines.Length);
    }

    [Theory]
    [InlineData("CSA;1;SGEN;Le SGEN;../foi.pdf", "profession_de_foi")]
    [InlineData("CSA;1;SGEN;Le SGEN;absent.pdf", "profession_de_foi")]
    [InlineData("CSA;1;SGEN;Le SGEN;texte.pdf", "profession_de_foi")]
    [InlineData("CSA;1;SGEN;Le SGEN;script.pdf", "profession_de_foi")]
    [InlineData("CSA;1;SGEN;Le SGEN;lien.pdf", "profession_de_foi")]
    [InlineData("CSA;1;SGEN;Le SGEN;gros.pdf", "profession_de_foi")]
    [InlineData("RIEN;1;SGEN;Le SGEN;", "scrutin")]
    [InlineData("CSA;0;SGEN;Le SGEN;", "numero")]
    [InlineData("CSA;un;SGEN;Le SGEN;", "numero")]
    [InlineData("CSA;1;;Le SGEN;", "sigle")]
    public async Task A_list_that_cannot_be_shown_is_rejected(string line, string column)
    {
        await using var portal = await PortalCommands.StartAsync();
        await portal.RunAsync("contests", "import", await portal.WriteAsync("c.csv", Contests, "CSA;CSA;Le comité;;;15"));
        File.WriteAllBytes(portal.PathOf("foi.pdf"), Pdf);
        File.WriteAllText(portal.PathOf("texte.pdf"), "bonjour");
        File.WriteAllBytes(portal.PathOf("script.pdf"), [.. "%PDF-1.4 <</OpenAction<</S/JavaScript/JS(app.alert)>>>>"u8, .. Pdf]);
        File.WriteAllBytes(portal.PathOf("gros.pdf"), [.. Pdf, .. new byte[Manifesto.MaxBytes], .. Pdf]);
        File.CreateSymbolicLink(portal.PathOf("lien.pdf"), portal.PathOf("foi.pdf"));

        var answer = await portal.RunAsync("lists", "import", await portal.WriteAsync("l.csv", Lists, line));

        Assert.Equal(ExitCodes.DoneWithRejects, answer.Code);
        Assert.StartsWith($"Ligne 2, {column} : ", answer.Error, StringComparison.Ordinal);
        Assert.Equal(0, await portal.WithDbAsync(db => db.CandidateLists.CountAsync()));
    }

    [Theory]
    [InlineData("scrutin", "CSA;100;60;5;1;30;9", "CSA;100;60;5;3;20;6")]
    [InlineData("inscrits", "CSA;100;60;5;1;30;9", "CSA;100;61;5;2;20;6")]
    [InlineData("votants", "CSA;50;60;5;1;30;9", "CSA;50;60;5;2;20;6")]
    [InlineData("voix", "CSA;100;60;5;1;36;9", "CSA;100;60;5;2;20;6")]
    [InlineData("sieges", "CSA;100;60;5;1;30;10", "CSA;100;60;5;2;20;6")]
    [InlineData("numero_liste", "CSA;100;60;5;1;30;9", "CSA;100;60;5;1;20;6")]
    [InlineData("scrutin", "CSA;100;60;5;1;30;9", "CSA;100;60;-5;2;20;6")]
    public async Task A_result_that_does_not_hold_together_is_rejected_whole(string column, string first, string second)
    {
        await using var portal = await PortalCommands.StartAsync();
        await portal.RunAsync("contests", "import", await portal.WriteAsync("c.csv", Contests, "CSA;CSA;Le comité;;;15"));
        await portal.RunAsync("lists", "import", await portal.WriteAsync("l.csv", Lists, "CSA;1;SGEN;Le SGEN;", "CSA;2;FO;Force ouvrière;"));

        var answer = await portal.RunAsync("results", "import", await portal.WriteAsync("r.csv", Results, first, second));

        Assert.Equal(ExitCodes.DoneWithRejects, answer.Code);
        Assert.StartsWith("0 nouveaux, 0 modifiés, 0 inchangés, 2 rejetés.", answer.Output, StringComparison.Ordinal);
        Assert.Contains($"Ligne 2, {column} : ", answer.Error, StringComparison.Ordinal);
        Assert.Equal(["CSA CSA Le comité   15: 1 SGEN, 2 FO"], await portal.WithDbAsync(ContentAsync));
    }

    [Theory]
    [InlineData("CSA;100;60;5;2;20", "CSA")]
    [InlineData("\"CSA;100;60;5;2;20;6", "CSA")]
    [InlineData("\"C;S;100", "CSA CAP")]
    public async Task A_contest_of_which_a_line_cannot_be_read_is_rejected_whole(string broken, string rejected)
    {
        await using var portal = await PortalCommands.StartAsync();
        await ElectionAsync(portal, results: false);
        await portal.RunAsync("contests", "import", await portal.WriteAsync("c.csv", Contests, "CAP;CAP;La commission;;;4"));
        await portal.RunAsync("lists", "import", await portal.WriteAsync("l.csv", Lists, "CAP;1;FO;Force ouvrière;"));

        var answer = await portal.RunAsync("results", "import", await portal.WriteAsync(
            "r.csv", Results, "CSA;100;60;5;1;30;9", broken, "CAP;10;9;1;1;8;4"));

        Assert.Equal(ExitCodes.DoneWithRejects, answer.Code);
        var taken = await portal.WithDbAsync(db => db.Contests.Where(contest => contest.Result != null).Select(contest => contest.Code).ToListAsync());
        Assert.Equal(new[] { "CSA", "CAP" }.Except(rejected.Split(' ')), taken);
    }

    [Theory]
    [InlineData("CSA;100;60;5;1;36;9", "voix")]
    [InlineData("CSA;100;60;5;1;30;10", "sieges")]
    public async Task A_result_is_added_to_what_the_other_lists_had_obtained(string line, string column)
    {
        await using var portal = await PortalCommands.StartAsync();
        await ElectionAsync(portal);
        var before = await portal.WithDbAsync(ContentAsync);

        var answer = await portal.RunAsync("results", "import", await portal.WriteAsync("r.csv", Results, line));

        Assert.Equal(ExitCodes.DoneWithRejects, answer.Code);
        Assert.StartsWith($"Ligne 2, {column} : ", answer.Error, StringComparison.Ordinal);
        Assert.Equal(before, await portal.WithDbAsync(ContentAsync));
    }

    [Theory]
    [InlineData("contests", "")]
    [InlineData("lists", "scrutin;numero;sigle;libelle")]
    [InlineData("candidates", "scrutin;numero_liste;rang;civilite;nom;prenom;corps;affectation;age")]
    [InlineData("results", "scrutin,inscrits,votants,blancs,numero_liste,voix,sieges")]
    public async Task A_file_that_is_no_such_list_is_refused_whole(string command, string header)
    {
        await using var portal = await PortalCommands.StartAsync();

        var answer = await portal.RunAsync(command, "import", await portal.WriteAsync("f.csv", header, "x;y"));

        Assert.Equal(ExitCodes.Failed, answer.Code);
        Assert.NotEmpty(answer.Error);
        Assert.Equal(0, await portal.WithDbAsync(db => db.Journal.CountAsync()));
    }

    [Fact]
    public async Task Gaps_in_the_ranks_and_candidates_left_out_are_remarked()
    {
        await using var portal = await PortalCommands.StartAsync();
        await ElectionAsync(portal);

        var answer = await portal.RunAsync("candidates", "import", await portal.WriteAsync("k.csv", Candidates, "CSA;1;3;M.;MARTIN;Paul;Certifiés;Lyon"));

        Assert.Contains("CSA, liste 1 : les rangs ne se suivent pas de 1 à 3.", answer.Output, StringComparison.Ordinal);
        Assert.Contains("1 candidat(s) déjà connus de ces listes ne figurent pas dans le fichier : ils y restent.", answer.Output, StringComparison.Ordinal);
    }

    /// <summary>One contest with two lists, one candidate and, unless asked otherwise, a result.</summary>
    private static async Task ElectionAsync(PortalCommands portal, bool results = true)
    {
        File.WriteAllBytes(portal.PathOf("foi.pdf"), Pdf);
        await portal.RunAsync("contests", "import", await portal.WriteAsync("c.csv", Contests, "CSA;CSA;Le comité;;;15"));
        await portal.RunAsync("lists", "import", await portal.WriteAsync("l.csv", Lists, "CSA;1;SGEN;Le SGEN;foi.pdf", "CSA;2;FO;Force ouvrière;foi.pdf"));
        await portal.RunAsync("candidates", "import", await portal.WriteAsync("k.csv", Candidates, "CSA;1;1;Mme;LEFÈVRE;Élodie;Certifiés;Amiens"));
        if (results)
            await portal.RunAsync("results", "import", await portal.WriteAsync("r.csv", Results, "CSA;100;60;5;1;30;9", "CSA;100;60;5;2;20;6"));
    }

    private static async Task<List<string>> ContentAsync(PortalDbContext db)
    {
        var contests = await db.Contests.AsNoTracking()
            .Include(contest => contest.Academy).Include(contest => contest.Result)
            .Include(contest => contest.Lists).ThenInclude(list => list.Candidates)
            .Include(contest => contest.Lists).ThenInclude(list => list.Manifesto)
            .Include(contest => contest.Lists).ThenInclude(list => list.Result)
            .AsSplitQuery().ToListAsync();
        return [.. contests.Select(Describe).Order(StringComparer.Ordinal)];
    }

    private static string Describe(Contest contest) =>
        $"{contest.Code} {contest.Body} {contest.Label} {contest.Academy?.Name} {contest.Corps} {contest.Seats}"
        + (contest.Result is { } result ? $" ({result.Registered} {result.Voters} {result.Blank})" : "")
        + $": {string.Join(", ", contest.Lists.OrderBy(list => list.Number).Select(Describe))}";

    private static string Describe(CandidateList list) => string.Join(' ', new[]
    {
        $"{list.Number} {list.Acronym}",
        list.Manifesto?.FileName,
        list.Result is { } result ? $"{result.Votes}-{result.Seats}" : null,
        list.Candidates.Count == 0 ? null
            : $"[{string.Join(", ", list.Candidates.OrderBy(one => one.Rank).Select(one => $"{one.Rank} {one.Civility} {one.LastName} {one.FirstName}"))}]",
    }.OfType<string>());
}
