using System.Net;
using ElectorPortal.Domain.Elections;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Domain.Voting;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Voting;

public sealed class VotingPageTests
{
    private const string Label = "Identifiant électeur";

    [Theory, EachDatabase]
    public async Task The_right_identifier_in_any_form_shows_the_contests_and_their_state(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Electors.AddActiveAsync();
        await app.Contests.AddAsync("CSA", person);
        await app.Contests.AddAsync("AUTRE", await app.Electors.AddAsync());
        var identifier = await app.Contests.IssueAsync(person);
        var browser = await app.Electors.SignInAsync(person);

        var shown = await TypeAsync(browser, identifier.RevealGrouped().ToLowerInvariant().Replace(" ", " - ", StringComparison.Ordinal));
        var page = await shown.FollowAsync();

        Assert.Equal(["Comité CSA"], page.Document.QuerySelectorAll("main h2").Select(title => title.TextContent.Trim()));
        Assert.Contains("Vous n'avez pas encore voté", page.MainText, StringComparison.Ordinal);
        Assert.DoesNotContain(identifier.Reveal(), page.Body, StringComparison.OrdinalIgnoreCase);
        Assert.Equal([(JournalOutcome.Done, null)], await JournalAsync(app));
        Assert.Equal(0, await app.WithDbAsync(db => db.SignInFailures.CountAsync()));
    }

    [Theory, EachDatabase]
    public async Task Wrong_former_and_malformed_identifiers_get_one_answer_and_are_told_apart_in_the_journal(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var (person, other) = (await app.Electors.AddActiveAsync(), await app.Electors.AddAsync());
        var former = await app.Contests.IssueAsync(person);
        await app.Contests.IssueAsync(person);
        var others = await app.Contests.IssueAsync(other);
        var browser = await app.Electors.SignInAsync(person);

        var answers = new List<TestPage>();
        foreach (var typed in new[] { former.Reveal(), others.Reveal(), VoterIdentifier.Generate().Reveal(), "0000 0000 0000" })
            answers.Add(await TypeAsync(browser, typed));

        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.UnprocessableEntity, answers[0].MainText), (answer.Status, answer.MainText)));
        Assert.All(answers, answer => Assert.Null(answer.Field(Label).GetAttribute("value")));
        Assert.Equal(
            [
                (JournalOutcome.Refused, nameof(VotingRefusal.FormerIdentifier)), (JournalOutcome.Refused, nameof(VotingRefusal.WrongIdentifier)),
                (JournalOutcome.Refused, nameof(VotingRefusal.WrongIdentifier)), (JournalOutcome.Refused, nameof(VotingRefusal.MalformedIdentifier)),
            ],
            await JournalAsync(app));
        Assert.Contains(Label, (await browser.GetAsync("/portail/voter")).MainText, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    [Trait("ASVS", "6.6.3")]
    public async Task After_five_wrong_ones_even_the_right_one_waits_as_long_as_is_said(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Electors.AddActiveAsync();
        var identifier = await app.Contests.IssueAsync(person);
        var browser = await app.Electors.SignInAsync(person);
        for (var number = 0; number < 5; number++)
            await TypeAsync(browser, VoterIdentifier.Generate().Reveal());

        var early = await TypeAsync(browser, identifier.Reveal());
        app.Time.Advance(TimeSpan.FromSeconds(30));
        var later = await TypeAsync(browser, identifier.Reveal());

        Assert.Equal(HttpStatusCode.TooManyRequests, early.Status);
        Assert.Contains("Attendez 30 secondes", early.Errors[0], StringComparison.Ordinal);
        Assert.Equal((JournalOutcome.Refused, nameof(VotingRefusal.MustWait)), (await JournalAsync(app))[5]);
        Assert.Equal("/portail/voter", later.Location);
    }

    [Theory, EachDatabase]
    public async Task What_was_shown_proves_nothing_once_another_identifier_replaces_it_nor_in_another_session(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Electors.AddActiveAsync();
        var identifier = await app.Contests.IssueAsync(person);
        var browser = await app.Electors.SignInAsync(person);
        await TypeAsync(browser, identifier.Reveal());

        var elsewhere = await (await app.Electors.SignInAsync(person)).GetAsync("/portail/voter");
        await app.Contests.IssueAsync(person);
        var replaced = await browser.GetAsync("/portail/voter");

        Assert.Contains("saisissez votre identifiant", elsewhere.MainText, StringComparison.Ordinal);
        Assert.Contains("saisissez votre identifiant", replaced.MainText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2018-12-06T16:59:59", "2018-12-06T17:00:00", HttpStatusCode.OK)]
    [InlineData("2018-12-06T16:59:59", "2018-12-06T17:29:59", HttpStatusCode.OK)]
    [InlineData("2018-12-06T16:59:59", "2018-12-06T17:30:00", HttpStatusCode.Forbidden)]
    [InlineData(null, "2018-12-06T16:59:59", HttpStatusCode.OK)]
    [InlineData(null, "2018-12-06T17:00:00", HttpStatusCode.Forbidden)]
    public async Task Whoever_had_shown_his_identifier_before_the_close_may_finish_within_thirty_minutes(string? shownAt, string then, HttpStatusCode expected)
    {
        Assert.True(ParisTime.TryParse("2018-12-06T16:55:00", out var start));
        await using var app = await PortalApp.StartAtAsync(start);
        var person = await app.Electors.AddActiveAsync();
        var identifier = await app.Contests.IssueAsync(person);
        var browser = await app.Electors.SignInAsync(person);
        if (shownAt is not null)
        {
            MoveTo(app, shownAt);
            await TypeAsync(browser, identifier.Reveal());
        }

        // Somebody who goes on reading, and whose session lives on.
        foreach (var visit in new[] { "2018-12-06T16:59:59", "2018-12-06T17:15:00" }.Where(visit => string.CompareOrdinal(visit, then) < 0))
        {
            MoveTo(app, visit);
            await browser.GetAsync("/portail/accueil");
        }

        MoveTo(app, then);
        var page = await browser.GetAsync("/portail/voter");

        Assert.Equal(expected, page.Status);
    }

    [Fact]
    public async Task An_identifier_shown_after_the_close_is_refused_like_the_page()
    {
        Assert.True(ParisTime.TryParse("2018-12-06T16:59:00", out var start));
        await using var app = await PortalApp.StartAtAsync(start);
        var person = await app.Electors.AddActiveAsync();
        var identifier = await app.Contests.IssueAsync(person);
        var browser = await app.Electors.SignInAsync(person);
        var form = (await browser.GetAsync("/portail/voter")).Fill(Label, identifier.Reveal());
        MoveTo(app, "2018-12-06T17:00:00");

        var late = await form.PressAsync("Valider");

        Assert.Equal((HttpStatusCode.Forbidden, "Cette page est fermée"), (late.Status, late.Heading));
        Assert.Empty(await JournalAsync(app));
        Assert.False(await app.WithDbAsync(db => db.Sessions.AnyAsync(session => session.IdentifiedAt != null)));
    }

    [Fact]
    public async Task An_identifier_shown_again_after_the_close_leaves_the_door_open_to_whoever_may_finish()
    {
        Assert.True(ParisTime.TryParse("2018-12-06T16:59:00", out var start));
        await using var app = await PortalApp.StartAtAsync(start);
        var person = await app.Electors.AddActiveAsync();
        var identifier = await app.Contests.IssueAsync(person);
        var browser = await app.Electors.SignInAsync(person);
        var form = (await browser.GetAsync("/portail/voter")).Fill(Label, identifier.Reveal());
        await form.PressAsync("Valider");
        MoveTo(app, "2018-12-06T17:10:00");

        var again = await form.PressAsync("Valider");

        Assert.Equal("/portail/voter", again.Location);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/portail/voter")).Status);
        MoveTo(app, "2018-12-06T17:30:00");
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/portail/voter")).Status);
    }

    private static void MoveTo(PortalApp app, string parisTime)
    {
        Assert.True(ParisTime.TryParse(parisTime, out var instant));
        app.Time.Advance(instant - app.Now);
    }

    private static async Task<TestPage> TypeAsync(TestBrowser browser, string identifier) =>
        await (await browser.GetAsync("/portail/voter")).Fill(Label, identifier).PressAsync("Valider");

    private static Task<List<(JournalOutcome Outcome, string? Reason)>> JournalAsync(PortalApp app) =>
        app.WithDbAsync(async db => (await db.Journal.Where(row => row.Kind == JournalKind.IdentifierShown).OrderBy(row => row.Id).ToListAsync())
            .Select(row => (row.Outcome, row.Reason)).ToList());
}
