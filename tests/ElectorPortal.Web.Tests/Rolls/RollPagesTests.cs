using System.Net;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Rolls;

public sealed class RollPagesTests
{
    private const string Roll = "/portail/listes-electorales";

    [Theory, EachDatabase]
    public async Task A_roll_is_read_page_by_page_in_the_order_of_names_with_the_columns_of_the_law_alone(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var reader = await app.Electors.AddActiveAsync();
        List<TestElector> all = [reader];
        for (var number = 0; number < 119; number++)
            all.Add(await app.Electors.AddAsync(called: $"{(number % 2 == 0 ? "Éb" : "eb")}{number:000}//Léa"));
        await app.Contests.AddAsync("CSA", [.. all]);
        await app.WithDbAsync(db => db.Electors.Where(elector => elector.Id == all[119].Id).ExecuteUpdateAsync(row => row.SetProperty(gone => gone.RemovedAt, app.Now)));
        var browser = await app.Electors.SignInAsync(reader);

        List<string> names = [];
        TestPage page;
        var address = Roll;
        do
        {
            page = await browser.GetAsync(address);
            names.AddRange(Names(page));
            address = page.Document.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }
        while (address is not null);

        Assert.Equal(["BERNARD Camille Vous", .. Enumerable.Range(0, 118).Select(number => $"{(number % 2 == 0 ? "Éb" : "eb")}{number:000} Léa")], names);
        Assert.Equal(["Civilité", "Nom et prénoms", "Corps", "Affectation"], page.Document.QuerySelectorAll("main th[scope=col]").Select(title => title.TextContent));
        Assert.Contains("119 électeurs, par ordre alphabétique", (await browser.GetAsync(Roll)).MainText.Replace('\u00A0', ' '), StringComparison.Ordinal);
        foreach (var secret in new[] { all[5].Email, all[5].Numen, "1978" })
            Assert.DoesNotContain(secret, page.Body, StringComparison.OrdinalIgnoreCase);
    }

    [Theory, EachDatabase]
    public async Task The_number_of_electors_is_five_minutes_old_at_most_and_counted_once_for_all_who_come_together(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        using var plans = new QueryPlans(app);
        var (reader, leaver) = (await app.Electors.AddActiveAsync(), await app.Electors.AddAsync());
        await app.Contests.AddAsync("CSA", reader, leaver);
        var browser = await app.Electors.SignInAsync(reader);
        plans.Forget();

        var together = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => browser.GetAsync(Roll)));
        await app.WithDbAsync(db => db.Electors.Where(elector => elector.Id == leaver.Id).ExecuteUpdateAsync(row => row.SetProperty(gone => gone.RemovedAt, app.Now)));
        var soon = await browser.GetAsync(Roll);
        app.Time.Advance(TimeSpan.FromMinutes(5));
        var later = await browser.GetAsync(Roll);

        Assert.All([.. together, soon], page => Assert.Contains("2 électeurs", page.MainText.Replace('\u00A0', ' '), StringComparison.Ordinal));
        Assert.Contains("1 électeur,", later.MainText.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Equal(2, (await plans.OfAsync("(*)", "\"Enrolments\"")).Count);
    }

    [Theory, EachDatabase]
    public async Task A_name_is_found_by_its_beginning_in_any_case_and_without_accents(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var reader = await app.Electors.AddActiveAsync();
        var zoe = await app.Electors.AddAsync(called: "Martin/Lefèvre-D'Œuvre/Zoé Anne");
        var absent = await app.Electors.AddAsync(called: "Lefèvre//Paul");
        await app.Contests.AddAsync("CSA", reader, zoe);
        await app.Contests.AddAsync("AUTRE", absent);
        var browser = await app.Electors.SignInAsync(reader);

        foreach (var typed in new[] { "lefevre", "LEFÈVRE d'œ", "lefevre-d oeuvre zoe", "mart", "martin zoé" })
            Assert.Equal(["Lefèvre-D'Œuvre Zoé Anne (nom de naissance : Martin)"], Names(await SearchAsync(browser, typed)));
        foreach (var typed in new[] { "%%%", "__", "[a-z]", "'; DROP TABLE Electors; --", "zoe", "martin paul" })
            Assert.Empty(Names(await SearchAsync(browser, typed)));
        foreach (var typed in new[] { "a", "%", new string('a', 10_000) })
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SearchAsync(browser, typed)).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"{Roll}?scrutin=CSA&apres=999999")).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"{Roll}?scrutin=CSA&apres=x")).Status);
    }

    [Theory, EachDatabase]
    public async Task However_long_a_roll_is_a_page_of_it_is_read_from_the_index_in_its_order(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        using var plans = new QueryPlans(app);
        var reader = await app.Electors.AddActiveAsync();
        await app.Contests.AddAsync("CSA", reader);
        var browser = await app.Electors.SignInAsync(reader);

        foreach (var query in new[] { "", $"?scrutin=CSA&apres={reader.Id}", "?scrutin=CSA&nom=bern" })
        {
            plans.Forget();
            await browser.GetAsync(Roll + query);
            await plans.AssertLooksUpAsync("Enrolments", "ORDER BY", "\"FoldedName\"");
            await plans.AssertSortsNothingAsync("ORDER BY", "\"FoldedName\"");
        }
    }

    private static Task<TestPage> SearchAsync(TestBrowser browser, string typed) => browser.GetAsync($"{Roll}?scrutin=CSA&nom={Uri.EscapeDataString(typed)}");

    private static List<string> Names(TestPage page) =>
        [.. page.Document.QuerySelectorAll("main tbody th").Select(name => string.Join(' ', name.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];
}
