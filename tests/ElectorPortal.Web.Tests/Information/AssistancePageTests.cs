using AngleSharp.Dom;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.Information;

public sealed class AssistancePageTests
{
    [Theory, EachDatabase]
    public async Task Academies_stand_in_French_alphabetical_order(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        await AddAsync(app, "Évry", null, null);

        var names = AcademyNames(await app.NewBrowser().GetAsync("/assistance"));

        Assert.Equal("Administration centrale", names[0]);
        Assert.Equal(["Dijon", "Évry", "Grenoble"], names.SkipWhile(name => name != "Dijon").Take(3));
    }

    [Theory, EachDatabase]
    public async Task Telephones_and_addresses_can_be_followed(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);

        var page = await app.NewBrowser().GetAsync("/assistance");

        Assert.Equal(["tel:0353011141", "mailto:assistance-elections@ac-amiens.fr"], Links(page, "Amiens"));
    }

    [Theory, EachDatabase]
    public async Task An_academy_without_contacts_says_whom_to_ask(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        await AddAsync(app, "Évry", " ", null);

        var page = await app.NewBrowser().GetAsync("/assistance");

        Assert.Contains("service des ressources humaines", Row(page, "Évry").TextContent, StringComparison.Ordinal);
        Assert.Empty(Links(page, "Évry"));
    }

    [Theory, EachDatabase]
    public async Task A_telephone_that_is_not_one_number_is_text_only(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        await AddAsync(app, "Évry", "01 99 00 16 46, poste 12", null);

        var page = await app.NewBrowser().GetAsync("/assistance");

        Assert.Contains("01 99 00 16 46, poste 12", Row(page, "Évry").TextContent, StringComparison.Ordinal);
        Assert.Empty(Links(page, "Évry"));
    }

    private static Task<int> AddAsync(PortalApp app, string name, string? phone, string? email) => app.WithDbAsync(db =>
    {
        db.Academies.Add(new Academy { Name = name, FoldedName = Names.Fold(name), HelpdeskPhone = phone, HelpdeskEmail = email });
        return db.SaveChangesAsync();
    });

    private static IElement Row(TestPage page, string academy) =>
        page.Document.QuerySelectorAll("main tbody tr").Single(row => row.FirstElementChild!.TextContent.Trim() == academy);

    private static IReadOnlyList<string?> Links(TestPage page, string academy) =>
        [.. Row(page, academy).QuerySelectorAll("a").Select(link => link.GetAttribute("href"))];

    private static IReadOnlyList<string> AcademyNames(TestPage page) =>
        [.. page.Document.QuerySelectorAll("main tbody th").Select(cell => cell.TextContent.Trim())];
}
