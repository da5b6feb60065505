using System.Net;
using System.Text.Encodings.Web;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.Home;

/// <summary>The first page is rendered once a second for all visitors; nobody ever reads what belongs to somebody else.</summary>
public sealed class SharedPageTests
{
    private const string Address = "Adresse de messagerie professionnelle";

    [Fact]
    [Trait("ASVS", "14.2.2")]
    public async Task Two_visitors_of_one_instant_read_one_page_each_with_a_form_of_his_own()
    {
        await using var app = await PortalApp.StartAsync();
        var (first, second) = (app.NewBrowser(), app.NewBrowser());

        var (one, other) = (await first.GetAsync("/"), await second.GetAsync("/"));

        Assert.NotEqual(Token(one), Token(other));
        Assert.Equal(one.Body.Replace(Token(one), "", StringComparison.Ordinal), other.Body.Replace(Token(other), "", StringComparison.Ordinal));
        Assert.Equal("no-store", other.Answer.Headers.CacheControl!.ToString());
        Assert.NotEqual(one.Answer.Headers.GetValues("Set-Cookie"), other.Answer.Headers.GetValues("Set-Cookie"));
        Assert.Equal(HttpStatusCode.BadRequest, (await other.Fill(Address, "x.y@ac-lille.fr").Forge("__RequestVerificationToken", Token(one)).PressAsync("Continuer")).Status);
        Assert.Equal(HttpStatusCode.OK, (await one.Fill(Address, "x.y@ac-lille.fr").PressAsync("Continuer")).Status);
    }

    [Fact]
    [Trait("ASVS", "14.2.2")]
    public async Task Nobody_reads_the_page_of_a_signed_in_elector_nor_what_another_has_typed()
    {
        await using var app = await PortalApp.StartAsync();
        var person = await app.Electors.AddActiveAsync();
        var visitor = app.NewBrowser();
        var before = await visitor.GetAsync("/");

        var signedIn = await (await app.Electors.SignInAsync(person)).GetAsync("/");
        var refused = await (await app.NewBrowser().GetAsync("/")).Fill(Address, "pas une adresse").PressAsync("Continuer");
        var after = await app.NewBrowser().GetAsync("/");

        Assert.Contains("Se déconnecter", signedIn.Body, StringComparison.Ordinal);
        Assert.Contains("pas une adresse", refused.Body, StringComparison.Ordinal);
        Assert.Equal(Token(before).Length, Token(after).Length);
        Assert.Equal(before.Body.Replace(Token(before), "", StringComparison.Ordinal), after.Body.Replace(Token(after), "", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("ASVS", "14.2.2")]
    public async Task Those_who_are_announced_a_mail_in_one_instant_read_one_answer_each_with_what_he_typed()
    {
        await using var app = await PortalApp.StartAsync();
        const string Hint = "prenom.nom@ac-academie.fr";

        var hint = await AskAsync(Hint);
        var quoted = await AskAsync("O'Brien+B@ac-lille.fr");

        Assert.Equal((Hint, "O'Brien+B@ac-lille.fr"), (Typed(hint), Typed(quoted)));
        Assert.Contains(Hint, quoted.MainText, StringComparison.Ordinal);
        Assert.NotEqual(Token(hint), Token(quoted));
        Assert.Equal(Common(hint), Common(quoted));
        Assert.Equal(HttpStatusCode.OK, (await quoted.PressAsync("Continuer")).Status);

        async Task<TestPage> AskAsync(string address) => await (await app.NewBrowser().GetAsync("/")).Fill(Address, address).PressAsync("Continuer");
        string Typed(TestPage page) => page.Document.QuerySelector("input[name=Email]")!.GetAttribute("value")!;
        string Common(TestPage page) => page.Body
            .Replace(Token(page), "", StringComparison.Ordinal)
            .Replace($"value=\"{HtmlEncoder.Default.Encode(Typed(page))}\"", "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_changes_as_soon_as_the_vote_opens()
    {
        await using var app = await PortalApp.StartAtAsync(new DateTime(2018, 11, 29, 8, 59, 59, DateTimeKind.Utc));
        var before = await app.NewBrowser().GetAsync("/");

        app.Time.AdjustTime(new DateTimeOffset(2018, 11, 29, 9, 0, 0, TimeSpan.Zero));
        var after = await app.NewBrowser().GetAsync("/");
        app.Time.AdjustTime(new DateTimeOffset(2018, 11, 29, 8, 59, 59, TimeSpan.Zero));
        var setBack = await app.NewBrowser().GetAsync("/");

        Assert.NotEqual(before.MainText, after.MainText);
        Assert.Equal(before.MainText, setBack.MainText);
    }

    private static string Token(TestPage page) => page.Document.QuerySelector("main form input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
}
