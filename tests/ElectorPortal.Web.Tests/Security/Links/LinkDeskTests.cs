using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security.Links;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Web.Tests.Security.Links;

/// <summary>Those who ask for a link together are answered together, each as if he had been alone.</summary>
public sealed class LinkDeskTests
{
    private const int Crowd = 40;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task In_a_crowd_each_is_sent_his_own_link_once_and_each_refusal_is_his_own(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        List<string> known = [];
        for (var number = 0; number < Crowd; number++)
            known.Add((await app.Electors.AddAsync()).Email);
        var open = (await app.Electors.AddActiveAsync()).Email;
        var desk = app.Services.GetRequiredService<LinkDesk>();

        // Everybody taps twice; one has opened his space, one is unknown.
        var answers = await Task.WhenAll(known.Concat(known).Append(open).Append("personne@ac-lille.fr")
            .Select(address => desk.SendUnlessOpenAsync(EmailAddress.Parse(address), Cancellation)));

        Assert.Equal(LinkAnswer.SpaceIsOpen, answers[^2]);
        Assert.All(answers.Where((_, place) => place != 2 * Crowd), answer => Assert.Equal(LinkAnswer.Announced, answer));
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        var links = await db.AccountLinks.Include(link => link.Elector).Where(link => link.UsedAt == null).ToListAsync(Cancellation);
        Assert.Equal(known.Order(), links.Select(link => link.Elector!.Email.Value).Order());
        Assert.Equal(known.Order(), links.Select(link => link.Address.Value).Order());
        Assert.Equal(links.Select(link => link.Id).Order(), (await db.OutboxMessages.Select(message => message.Id).ToListAsync(Cancellation)).Order());
        var journal = await db.Journal.Where(entry => entry.Kind == JournalKind.ActivationLink).ToListAsync(Cancellation);
        var theirs = links.Select(link => link.ElectorId).Order().ToList();
        Assert.Equal(theirs, journal.Where(entry => entry.Outcome == JournalOutcome.Done).Select(entry => entry.ElectorId!.Value).Order());
        Assert.Equal(theirs, journal.Where(entry => entry.Reason == "TooSoon").Select(entry => entry.ElectorId!.Value).Order());
        Assert.Null(Assert.Single(journal, entry => entry.Reason == "UnknownAddress").ElectorId);
        Assert.Equal((2 * Crowd) + 1, journal.Count);
    }

    [Theory, EachDatabase]
    public async Task An_elector_who_is_changed_meanwhile_keeps_nobody_from_a_link(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var (one, other) = (await app.Electors.AddAsync(), await app.Electors.AddAsync());
        LinkAsk[] asks = [Ask(one), Ask(other)];

        await using (var scope = app.Services.CreateAsyncScope())
        {
            ChangeBeforeSaving(scope, app);
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => scope.ServiceProvider.GetRequiredService<AnswerLinkAsks>().AnswerAsync(asks));
        }

        Assert.Equal((0, 0), await WrittenAsync(app));

        await using (var scope = app.Services.CreateAsyncScope())
        {
            ChangeBeforeSaving(scope, app);
            Assert.Equal([LinkAnswer.Announced], await scope.ServiceProvider.GetRequiredService<AnswerLinkAsks>().AnswerAsync([asks[0]]));
        }

        Assert.Equal((1, 1), await WrittenAsync(app));

        static LinkAsk Ask(TestElector person) => new(EmailAddress.Parse(person.Email), UnlessOpen: true, NetworkAddress: null);
    }

    [Fact]
    public async Task The_journal_says_where_each_of_those_who_asked_together_asked_from()
    {
        await using var app = await PortalApp.StartAsync();
        LinkAsk[] asks =
        [
            .. Enumerable.Range(1, 3).Select(number => new LinkAsk(EmailAddress.Parse($"personne{number}@ac-lille.fr"), UnlessOpen: true, $"192.0.2.{number}")),
        ];

        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AnswerLinkAsks>().AnswerAsync(asks);

        Assert.Equal(
            asks.Select(ask => (ask.Typed.Masked, ask.NetworkAddress)),
            (await app.WithDbAsync(db => db.Journal.OrderBy(entry => entry.Id).ToListAsync(Cancellation))).Select(entry => (entry.Detail!, entry.NetworkAddress)));
    }

    private static Task<(int Links, int Entries)> WrittenAsync(PortalApp app) =>
        app.WithDbAsync(async db => (await db.AccountLinks.CountAsync(Cancellation), await db.Journal.CountAsync(Cancellation)));

    /// <summary>An agent, a callback, another node: somebody changes the electors between the question and the save, once.</summary>
    private static void ChangeBeforeSaving(AsyncServiceScope scope, PortalApp app)
    {
        var isChanged = false;
        scope.ServiceProvider.GetRequiredService<PortalDbContext>().SavingChanges += (_, _) =>
        {
            if (isChanged)
                return;

            isChanged = true;
            app.WithDbAsync(db => db.Electors.ExecuteUpdateAsync(set => set.SetProperty(elector => elector.Version, elector => elector.Version + 1), Cancellation))
                .GetAwaiter().GetResult();
        };
    }
}
