using ElectorPortal.Browser.Tests.Support;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Web.Tests.Support;
using Microsoft.Playwright;

namespace ElectorPortal.Browser.Tests.Journeys;

/// <summary>A session about to end says so, and lasts longer for whoever wishes, without a form being lost.</summary>
[Rgaa("13.1")]
public sealed class SessionEndTests(Chromium chromium, PortalSite site)
{
    private const string Soon = "Votre session va se terminer";
    private const string Over = "Votre session est terminée";

    [Fact]
    public async Task Whoever_stays_keeps_the_form_and_the_session()
    {
        var person = await site.People.AddActiveAsync();
        await using var visitor = await OpenFormAsync(person);

        await PassAsync(visitor, 26);
        await Assertions.Expect(Warning(visitor, Soon)).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Button("Rester connecté")).ToBeFocusedAsync();
        await visitor.PressAsync("Rester connecté");
        await Assertions.Expect(Warning(visitor, Soon)).ToBeHiddenAsync();

        await PassAsync(visitor, 20);
        await Assertions.Expect(Warning(visitor, Soon)).ToBeHiddenAsync();
        await Assertions.Expect(visitor.Field(Visitor.NumenLabel)).ToHaveValueAsync(person.Numen);
        await visitor.PressAsync("Valider");
        await visitor.IsAtAsync("/portail/reassort/suivi");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Whoever_does_nothing_reads_that_the_session_is_over_and_nothing_was_sent()
    {
        await using var visitor = await OpenFormAsync(await site.People.AddActiveAsync());

        await PassAsync(visitor, 26);
        await PassAsync(visitor, 5);

        await Assertions.Expect(Warning(visitor, Over)).ToContainTextAsync("n'a pas été envoyé");
        await visitor.FollowAsync("Se connecter");
        await visitor.IsAtAsync("/");
    }

    [Fact]
    public async Task A_session_that_ended_elsewhere_cannot_be_prolonged_and_says_so()
    {
        await using var visitor = await OpenFormAsync(await site.People.AddActiveAsync());
        await PassAsync(visitor, 26);
        await visitor.Page.Context.ClearCookiesAsync();

        await visitor.PressAsync("Rester connecté");

        await Assertions.Expect(Warning(visitor, Over)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Without_an_answer_the_warning_stays_and_can_be_tried_again()
    {
        await using var visitor = await OpenFormAsync(await site.People.AddActiveAsync());
        await PassAsync(visitor, 26);

        await visitor.Page.Context.SetOfflineAsync(true);
        await visitor.PressAsync("Rester connecté");
        await Assertions.Expect(Warning(visitor, Soon)).ToContainTextAsync("Le portail ne répond pas.");
        await visitor.Page.Context.SetOfflineAsync(false);
        await visitor.PressAsync("Rester connecté");

        await Assertions.Expect(Warning(visitor, Soon)).ToBeHiddenAsync();
    }

    [Fact]
    public async Task What_one_window_does_counts_for_the_other()
    {
        await using var visitor = await OpenFormAsync(await site.People.AddActiveAsync());
        await using var other = await Visitor.InAsync(visitor.Page.Context);
        await PassAsync(visitor, 26);
        await Assertions.Expect(Warning(visitor, Soon)).ToBeVisibleAsync();

        // The clock of the windows is one.
        await other.GoToAsync("/portail/profil");
        await PassAsync(visitor, 1);

        await Assertions.Expect(Warning(visitor, Soon)).ToBeHiddenAsync();
    }

    [Fact]
    public async Task An_agent_is_warned_earlier_since_his_session_is_shorter()
    {
        await site.Helpdesk.SetAsync();
        var token = await site.Helpdesk.SignInAsync(AgentRole.Agent, "Amiens");
        await using var visitor = await Visitor.OpenAsync(chromium, site);
        await visitor.Page.Context.AddCookiesAsync([new Cookie { Name = "assistance", Value = token, Url = site.Address, HttpOnly = true }]);
        await visitor.Page.Context.Clock.InstallAsync();
        await visitor.GoToAsync("/helpdesk/electeurs");
        await visitor.FillAsync("Électeur", "clavier");

        await PassAsync(visitor, 11);
        await visitor.PressAsync("Rester connecté");

        await Assertions.Expect(Warning(visitor, Soon)).ToBeHiddenAsync();
        await Assertions.Expect(visitor.Field("Électeur")).ToHaveValueAsync("clavier");
    }

    [Fact]
    public async Task Without_scripts_the_page_says_when_the_session_ends()
    {
        await using var visitor = await Visitor.OpenAsync(chromium, site, javaScript: false);
        await visitor.SignInAsync(await site.People.AddActiveAsync());

        await visitor.GoToAsync("/portail/reassort");

        await Assertions.Expect(visitor.Page.Locator("body")).ToContainTextAsync("votre session se termine à");
        await Assertions.Expect(visitor.Page.Locator("#session")).ToBeHiddenAsync();
    }

    private static ILocator Warning(Visitor visitor, string name) =>
        visitor.Page.GetByRole(AriaRole.Alertdialog, new PageGetByRoleOptions { Name = name, Exact = true });

    private static Task PassAsync(Visitor visitor, int minutes) => visitor.Page.Context.Clock.FastForwardAsync(minutes * 60_000);

    private async Task<Visitor> OpenFormAsync(Person person)
    {
        var visitor = await Visitor.OpenAsync(chromium, site);
        await visitor.SignInAsync(person);
        await visitor.Page.Context.Clock.InstallAsync();
        await visitor.GoToAsync("/portail/reassort");
        await visitor.FillRequestAsync(person);
        return visitor;
    }
}
