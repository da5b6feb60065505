using ElectorPortal.Browser.Tests.Support;
using Microsoft.Playwright;

namespace ElectorPortal.Browser.Tests.Journeys;

/// <summary>Links that open nothing say why, at a clean address, and offer another.</summary>
public sealed class LinkTests(Chromium chromium, PortalSite site)
{
    private const string CleanAddress = "/portail/creation-compte-etape2.htm";

    [Theory, InlineData("?token="), InlineData("?token=damaged"), InlineData("?token=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), InlineData("")]
    public async Task A_wrong_or_damaged_link_is_told_to_be_incomplete(string query)
    {
        await using var visitor = await Visitor.OpenAsync(chromium, site);

        await visitor.GoToAsync(CleanAddress + query);

        await visitor.IsAtAsync(CleanAddress);
        await visitor.SeesAsync("Ce lien n'est pas valable");
        await visitor.PressAsync("Recevoir un nouveau lien");
        await visitor.SeesAsync("Espace électeur");
    }

    [Fact]
    public async Task A_link_cut_by_a_mail_program_is_told_to_be_incomplete()
    {
        var link = await site.People.AddLinkAsync(await site.People.AddAsync());
        await using var visitor = await Visitor.OpenAsync(chromium, site);

        await visitor.GoToAsync(link[..^1]);

        await visitor.IsAtAsync(CleanAddress);
        await visitor.SeesAsync("Ce lien n'est pas valable");
    }

    [Fact]
    public async Task An_expired_link_sends_a_new_one_that_works()
    {
        var person = await site.People.AddAsync();
        var link = await site.People.AddLinkAsync(person, lifetime: TimeSpan.FromSeconds(-1));
        await using var visitor = await Visitor.OpenAsync(chromium, site);

        await visitor.GoToAsync(link);
        await visitor.IsAtAsync(CleanAddress);
        await visitor.SeesAsync("Ce lien a expiré");
        await visitor.PressAsync("Recevoir un nouveau lien");
        await visitor.ReadsAsync(person.Email);

        await Visitor.FollowInAsync(await visitor.FindMessageAsync(person.Email, "Création de votre compte"), "?token=");
        await visitor.SeesAsync("Création de mon mot de passe");
    }

    [Fact]
    public async Task A_link_serves_once_and_an_older_one_is_told_to_be_replaced()
    {
        var person = await site.People.AddAsync();
        var replaced = await site.People.AddLinkAsync(person, change: link => link.ReplacedAt = link.CreatedAt);
        var used = await site.People.AddLinkAsync(person);
        await using var visitor = await Visitor.OpenAsync(chromium, site);

        await visitor.GoToAsync(replaced);
        await visitor.IsAtAsync(CleanAddress);
        await visitor.SeesAsync("Ce lien a été remplacé");

        await visitor.GoToAsync(used);
        await visitor.ChoosePasswordAsync(Person.Password);
        await visitor.SeesAsync("Mon espace électeur");

        await visitor.GoToAsync(used);
        await visitor.IsAtAsync(CleanAddress);
        await visitor.SeesAsync("Ce lien a déjà servi");
        await Assertions.Expect(visitor.Button("Recevoir un nouveau lien")).ToBeVisibleAsync();
        await visitor.FollowAsync("Me connecter");
        await visitor.SeesAsync("Espace électeur");
    }
}
