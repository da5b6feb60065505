using System.Security.Claims;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Domain.SignIn;
using ElectorPortal.Domain.Voting;
using ElectorPortal.Web.Features.Voting;
using ElectorPortal.Web.Security.Sessions;
using ElectorPortal.Web.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Web.Tests.Voting;

/// <summary>What a ballot box will be told.</summary>
public sealed class VoterRegisterTests
{
    [Theory, EachDatabase]
    public async Task An_elector_votes_once_in_each_of_his_contests_whatever_identifier_he_shows(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Electors.AddActiveAsync();
        await app.Contests.AddAsync("CSA", person);
        await app.Contests.AddAsync("CAPN", person);
        await app.Contests.AddAsync("AUTRE");
        var browser = await app.Electors.SignInAsync(person);

        Assert.Equal(VotingRefusal.NotIdentified, await RegisterAsync(app, "CSA"));
        await ShowAsync(app, browser, person);
        Assert.Equal(VotingRefusal.NotOnRoll, await RegisterAsync(app, "AUTRE"));
        Assert.Null(await RegisterAsync(app, "CSA"));
        Assert.Equal(VotingRefusal.AlreadyVoted, await RegisterAsync(app, "CSA"));

        await ShowAsync(app, browser, person);
        Assert.Equal(VotingRefusal.AlreadyVoted, await RegisterAsync(app, "CSA"));
        Assert.Null(await RegisterAsync(app, "CAPN"));

        Assert.Equal(["CAPN", "CSA"], await app.WithDbAsync(db => db.VoterRegister.Select(row => row.ContestCode).Order().ToListAsync()));
        Assert.Equal(2, await app.WithDbAsync(db => db.Journal.CountAsync(entry => entry.Kind == JournalKind.Vote)));
        Assert.Contains("Vous avez voté le", (await browser.GetAsync("/portail/voter")).MainText, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Of_ballots_sent_all_at_once_one_is_taken(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Electors.AddActiveAsync();
        await app.Contests.AddAsync("CSA", person);
        await ShowAsync(app, await app.Electors.SignInAsync(person), person);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => RegisterAsync(app, "CSA"))));

        Assert.Single(answers, answer => answer is null);
        Assert.Equal(9, answers.Count(answer => answer == VotingRefusal.AlreadyVoted));
        Assert.Equal(1, await app.WithDbAsync(db => db.VoterRegister.CountAsync()));
        Assert.Equal(1, await app.WithDbAsync(db => db.Journal.CountAsync(entry => entry.Kind == JournalKind.Vote)));
    }

    private static async Task ShowAsync(PortalApp app, TestBrowser browser, TestElector person)
    {
        var identifier = await app.Contests.IssueAsync(person);
        var shown = await (await browser.GetAsync("/portail/voter")).Fill("Identifiant électeur", identifier.Reveal()).PressAsync("Valider");
        Assert.Equal("/portail/voter", shown.Location);
    }

    /// <summary>As a ballot box would, within a request of the elector's newest session.</summary>
    private static async Task<VotingRefusal?> RegisterAsync(PortalApp app, string contest)
    {
        ElectorSession session = await app.WithDbAsync(db => db.Sessions.AsNoTracking().OrderByDescending(row => row.CreatedAt).FirstAsync());
        await using var scope = app.Services.CreateAsyncScope();
        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, $"{session.ElectorId}"), new Claim(SessionAuthentication.SessionClaim, session.Id.ToString())], "test");
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = new DefaultHttpContext { User = new ClaimsPrincipal(identity) };
        return await scope.ServiceProvider.GetRequiredService<VoterRegister>().RegisterAsync(contest, TestContext.Current.CancellationToken);
    }
}
