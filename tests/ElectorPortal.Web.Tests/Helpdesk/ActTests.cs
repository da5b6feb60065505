using System.Net;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data.Invariants;
using ElectorPortal.Web.Features.Helpdesk.Electors;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Web.Tests.Helpdesk;

public sealed class ActTests
{
    private const string Why = "Demandé au téléphone, identité vérifiée";

    [Theory, EachDatabase]
    [Trait("ASVS", "6.4.6")]
    public async Task A_new_link_is_mailed_and_noted_and_a_second_one_must_wait_unless_the_delay_is_lifted(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Electors.AddAsync();
        var agent = await app.Agents.SignInAsync();

        Assert.Equal($"/helpdesk/electeurs/{person.Id}?fait=lien", (await ActAsync(agent, person, HelpdeskAct.SendLink)).Location);
        var second = await ActAsync(agent, person, HelpdeskAct.SendLink);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.Status);
        Assert.Equal([TestPage.AsRead(ActText.Say(HelpdeskRefusal.LinkTooSoon))], second.Errors);
        Assert.Contains(Why, second.Body, StringComparison.Ordinal);
        await ActAsync(agent, person, HelpdeskAct.LiftDelays);
        Assert.Equal(HttpStatusCode.SeeOther, (await ActAsync(agent, person, HelpdeskAct.SendLink)).Status);
        await app.RunOutboxAsync();

        var subjects = app.Mailbox.NewestFirst.Select(mail => mail.Subject).ToList();
        Assert.Equal(1, subjects.Count(subject => subject!.StartsWith("Création de votre compte", StringComparison.Ordinal)));
        Assert.Equal(1, subjects.Count(subject => subject!.Contains("modifié par l'assistance", StringComparison.Ordinal)));
        Assert.Equal(
            [(JournalKind.ActivationLink, JournalOutcome.Done), (JournalKind.ActivationLink, JournalOutcome.Refused), (JournalKind.DelayLifted, JournalOutcome.Done), (JournalKind.ActivationLink, JournalOutcome.Done)],
            (await EntriesAsync(app, person)).Select(entry => (entry.Kind, entry.Outcome)));
        Assert.All(await EntriesAsync(app, person), entry => Assert.NotNull(entry.AgentId));
    }

    [Fact]
    public async Task Lifting_the_delays_lets_the_elector_try_his_password_and_his_form_again()
    {
        await using var app = await PortalApp.StartAsync();
        var person = await app.Electors.AddActiveAsync();
        var browser = app.NewBrowser();
        var asked = await (await (await browser.GetAsync("/")).Fill("Adresse de messagerie professionnelle", person.Email).PressAsync("Continuer")).FollowAsync();
        for (var number = 0; number < 6; number++)
            await asked.Fill("Mot de passe personnel électeur", "Mauvais-mot-7").PressAsync("Se connecter");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await asked.Fill("Mot de passe personnel électeur", TestElectors.Password).PressAsync("Se connecter")).Status);
        var agent = await app.Agents.SignInAsync();
        Assert.Contains("Plusieurs mots de passe incorrects", (await agent.GetAsync($"/helpdesk/electeurs/{person.Id}")).MainText, StringComparison.Ordinal);

        await ActAsync(agent, person, HelpdeskAct.LiftDelays);

        await TestElectors.SignInAsync(app.NewBrowser(), person);
        var again = await ActAsync(agent, person, HelpdeskAct.LiftDelays);
        Assert.Equal([TestPage.AsRead(ActText.Say(HelpdeskRefusal.NothingToLift))], again.Errors);
    }

    [Theory, EachDatabase]
    public async Task A_corrected_address_gets_the_mails_and_the_old_one_is_told_and_opens_nothing(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Electors.AddActiveAsync("ancienne@ac-amiens.fr");
        var agent = await app.Agents.SignInAsync();

        await ActAsync(agent, person, HelpdeskAct.CorrectAddress, "Nouvelle@ac-amiens.fr");
        await app.RunOutboxAsync();

        Assert.Equal(
            ["ancienne@ac-amiens.fr", "nouvelle@ac-amiens.fr"],
            app.Mailbox.NewestFirst.Select(mail => mail.To).Order(StringComparer.Ordinal));
        await TestElectors.SignInAsync(app.NewBrowser(), person with { Email = "nouvelle@ac-amiens.fr" });
        var former = await (await app.NewBrowser().GetAsync("/")).Fill("Adresse de messagerie professionnelle", person.Email).PressAsync("Continuer");
        Assert.Equal(HttpStatusCode.OK, former.Status);
    }

    [Theory, EachDatabase]
    public async Task Two_changes_of_address_are_the_most_and_one_address_belongs_to_one_elector(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Electors.AddAsync();
        var other = await app.Electors.AddAsync("prise@ac-lille.fr", academy: "Lille");
        var agent = await app.Agents.SignInAsync();

        Assert.Equal([TestPage.AsRead(ActText.Say(HelpdeskRefusal.AddressTaken))], (await ActAsync(agent, person, HelpdeskAct.AddAddress, other.Email)).Errors);
        Assert.Equal([TestPage.AsRead(ActText.Say(HelpdeskRefusal.AddressKnown))], (await ActAsync(agent, person, HelpdeskAct.AddAddress, person.Email)).Errors);
        await ActAsync(agent, person, HelpdeskAct.AddAddress, "un@ac-amiens.fr");
        await ActAsync(agent, person, HelpdeskAct.AddAddress, "deux@ac-amiens.fr");
        var third = await ActAsync(agent, person, HelpdeskAct.AddAddress, "trois@ac-amiens.fr");

        Assert.Equal([TestPage.AsRead(ActText.Say(HelpdeskRefusal.TooManyAddressChanges))], third.Errors);
        Assert.Equal(3, await app.WithDbAsync(db => db.ElectorAddresses.CountAsync(known => known.ElectorId == person.Id)));
        Assert.Equal(3, (await EntriesAsync(app, person)).Count(entry => entry is { Kind: JournalKind.AddressAdded, Outcome: JournalOutcome.Refused }));
    }

    [Fact]
    public async Task No_address_changes_while_an_identifier_is_on_its_way()
    {
        await using var app = await PortalApp.StartAsync();
        var story = await HelpdeskStory.PlayAsync(app);
        var agent = await app.Agents.SignInAsync();

        var refused = await ActAsync(agent, story.Person, HelpdeskAct.CorrectAddress, "nouvelle@ac-amiens.fr");
        app.Time.Advance(HelpdeskRules.SmsExpected);
        agent = await app.Agents.SignInAsync();
        var accepted = await ActAsync(agent, story.Person, HelpdeskAct.CorrectAddress, "nouvelle@ac-amiens.fr");

        Assert.Equal([TestPage.AsRead(ActText.Say(HelpdeskRefusal.IdentifierOnItsWay))], refused.Errors);
        Assert.Equal(HttpStatusCode.SeeOther, accepted.Status);
    }

    [Theory, EachDatabase]
    public async Task A_request_is_given_back_once_and_the_invariants_hold(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var story = await HelpdeskStory.PlayAsync(app);
        var agent = await app.Agents.SignInAsync(AgentRole.Supervisor);
        var request = await app.WithDbAsync(db => db.ReassortRequests.SingleAsync());
        var early = await (await (await app.Agents.SignInAsync()).GetAsync($"/helpdesk/electeurs/{story.Person.Id}/demande?demande={request.Id}"))
            .Fill("Motif", Why).PressAsync("Rendre une demande");
        Assert.Equal([TestPage.AsRead(ActText.Say(HelpdeskRefusal.IdentifierOnItsWay))], early.Errors);

        var form = await agent.GetAsync($"/helpdesk/electeurs/{story.Person.Id}/demande?demande={request.Id}");
        Assert.Equal(HttpStatusCode.SeeOther, (await form.Fill("Motif", Why).PressAsync("Rendre une demande")).Status);
        var again = await form.Fill("Motif", Why).PressAsync("Rendre une demande");

        Assert.Equal([TestPage.AsRead(ActText.Say(HelpdeskRefusal.NothingToGiveBack))], again.Errors);
        Assert.Equal(0, (await ElectorAsync(app, story.Person)).Reassort.Used);
        foreach (var invariant in PortalInvariants.All)
            Assert.Equal((invariant.Name, 0), (invariant.Name, (await app.WithDbAsync(db => invariant.CheckAsync(db, ActivatorUtilities.CreateInstance<CheckTerms>(app.Services), default))).Count));
    }

    [Fact]
    public async Task Frozen_requests_are_refused_to_the_elector_until_they_are_unfrozen()
    {
        await using var app = await PortalApp.StartAsync();
        var person = await app.Electors.AddActiveAsync();
        var elector = await app.Electors.SignInAsync(person);
        var agent = await app.Agents.SignInAsync();

        await ActAsync(agent, person, HelpdeskAct.Freeze);
        Assert.NotNull((await ElectorAsync(app, person)).Reassort.FrozenAt);
        Assert.Contains("sont bloquées", (await elector.GetAsync("/portail/reassort")).MainText, StringComparison.Ordinal);
        await ActAsync(agent, person, HelpdeskAct.Unfreeze);
        Assert.Null((await ElectorAsync(app, person)).Reassort.FrozenAt);
    }

    [Theory]
    [InlineData("", ActForm.NoReason)]
    [InlineData("rappeler au 06 12 34 56 78", ActForm.SecretReason)]
    public async Task An_act_without_a_sound_reason_is_not_done(string reason, string message)
    {
        await using var app = await PortalApp.StartAsync();
        var person = await app.Electors.AddAsync();
        var agent = await app.Agents.SignInAsync();

        foreach (var act in Enum.GetValues<HelpdeskAct>())
        {
            var refused = await ActAsync(agent, person, act, "nouvelle@ac-amiens.fr", reason);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.Equal([TestPage.AsRead(message)], refused.Errors);
        }

        Assert.Empty(await EntriesAsync(app, person));
        Assert.Equal(0, await app.WithDbAsync(db => db.OutboxMessages.CountAsync()));
    }

    [Fact]
    public async Task An_identity_check_is_noted_with_its_reason()
    {
        await using var app = await PortalApp.StartAsync();
        var person = await app.Electors.AddAsync();
        var agent = await app.Agents.SignInAsync();

        await ActAsync(agent, person, HelpdeskAct.NoteIdentity);

        var entry = Assert.Single(await EntriesAsync(app, person));
        Assert.Equal((JournalKind.IdentityChecked, JournalOutcome.Done, Why), (entry.Kind, entry.Outcome, entry.Detail));
    }

    private static async Task<TestPage> ActAsync(TestBrowser agent, TestElector person, HelpdeskAct act, string? address = null, string reason = Why)
    {
        var text = ActText.Of(act);
        var form = (await agent.GetAsync($"/helpdesk/electeurs/{person.Id}/{text.Slug}")).Fill("Motif", reason);
        if (act is HelpdeskAct.AddAddress or HelpdeskAct.CorrectAddress)
            form.Fill("Adresse de messagerie", address!);
        return await form.PressAsync(text.Title);
    }

    /// <summary>What was done or refused for an elector, readings aside.</summary>
    private static Task<List<JournalEntry>> EntriesAsync(PortalApp app, TestElector person) => app.WithDbAsync(db => db.Journal
        .Where(entry => entry.ElectorId == person.Id && entry.Kind != JournalKind.Consultation && entry.Kind != JournalKind.Message)
        .OrderBy(entry => entry.Id).ToListAsync());

    private static Task<Elector> ElectorAsync(PortalApp app, TestElector person) =>
        app.WithDbAsync(db => db.Electors.AsNoTracking().SingleAsync(row => row.Id == person.Id));
}
