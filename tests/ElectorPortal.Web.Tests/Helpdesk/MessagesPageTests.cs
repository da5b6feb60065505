using System.Net;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Features.Helpdesk.Electors;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Helpdesk;

public sealed class MessagesPageTests
{
    [Theory, EachDatabase]
    public async Task It_counts_what_waits_and_what_failed_and_says_why(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Electors.AddAsync();
        var stranger = await app.Electors.AddAsync("luc@ac-lille.fr", academy: "Lille", called: "Dupont//Luc");
        await AddAsync(app, person, Channel.Sms, new DeliveryOutcome.Refused("30005"));
        await AddAsync(app, person, Channel.Mail, null);
        await AddAsync(app, stranger, Channel.Sms, new DeliveryOutcome.Refused("30003"));

        var own = await (await app.Agents.SignInAsync()).GetAsync("/helpdesk/messages");
        var all = await (await app.Agents.SignInAsync(AgentRole.Supervisor)).GetAsync("/helpdesk/messages");

        Assert.Contains("1 En attente 1 En échec", own.MainText, StringComparison.Ordinal);
        Assert.Contains("SMS : numéro inconnu de l'opérateur (1)", own.MainText, StringComparison.Ordinal);
        Assert.DoesNotContain("Dupont", own.MainText, StringComparison.Ordinal);
        Assert.DoesNotContain("téléphone éteint", own.MainText, StringComparison.Ordinal);
        Assert.Contains("1 En attente 2 En échec", all.MainText, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task They_are_filtered_and_read_page_by_page(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Electors.AddAsync();
        for (var number = 0; number < 53; number++)
            await AddAsync(app, person, Channel.Sms, new DeliveryOutcome.Refused("30005"));
        await AddAsync(app, person, Channel.Mail, new DeliveryOutcome.Refused("smtp-550"));
        var agent = await app.Agents.SignInAsync();

        var first = await agent.GetAsync("/helpdesk/messages?etat=Failed&canal=Sms&reponse=30005");
        var second = await agent.GetAsync(first.Document.QuerySelector("a[rel=next]")!.GetAttribute("href")!);

        Assert.Equal((50, 3), (Rows(first), Rows(second)));
        Assert.Null(second.Document.QuerySelector("a[rel=next]"));
        Assert.Equal(1, Rows(await agent.GetAsync("/helpdesk/messages?canal=Mail")));
        Assert.Contains("Aucun message ne correspond", (await agent.GetAsync("/helpdesk/messages?etat=Waiting")).MainText, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await agent.GetAsync("/helpdesk/messages?etat=7&canal=x&pays=ZZ&academie=Lille")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await agent.GetAsync("/helpdesk/messages?reponse=%00")).Status);
    }

    [Theory, EachDatabase]
    public async Task What_certainly_did_not_leave_is_tried_at_once_and_nothing_else_is(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var person = await app.Electors.AddAsync();
        var waiting = await AddAsync(app, person, Channel.Mail, new DeliveryOutcome.NotSent("smtp-421"));
        var failed = await AddAsync(app, person, Channel.Sms, new DeliveryOutcome.Refused("30005"));
        var agent = await app.Agents.SignInAsync();
        var page = await agent.GetAsync("/helpdesk/messages");

        Assert.Equal("/helpdesk/messages?etat=Waiting", (await page.PressAsync("Réessayer tout de suite")).Location);

        Assert.Equal(app.Now, (await RowAsync(app, waiting)).NextAttemptAt);
        await app.WithDbAsync(db => db.OutboxMessages.Where(row => row.Id == waiting)
            .ExecuteUpdateAsync(row => row.SetProperty(message => message.Status, OutboxStatus.Unknown)));
        var refused = await page.PressAsync("Réessayer tout de suite");
        Assert.Equal([TestPage.AsRead(ActText.Say(HelpdeskRefusal.MessageNotFailed))], refused.Errors);
        Assert.Null((await RowAsync(app, failed)).NextAttemptAt);
        var entries = await app.WithDbAsync(db => db.Journal.Where(entry => entry.Kind == JournalKind.MessageSentAgain).OrderBy(entry => entry.Id).ToListAsync());
        Assert.Equal([JournalOutcome.Done, JournalOutcome.Refused], entries.Select(entry => entry.Outcome));
    }

    [Fact]
    public async Task A_message_of_another_academie_is_not_found()
    {
        await using var app = await PortalApp.StartAsync();
        var stranger = await app.Electors.AddAsync("luc@ac-lille.fr", academy: "Lille");
        await AddAsync(app, stranger, Channel.Mail, new DeliveryOutcome.NotSent("smtp-421"));
        var page = await (await app.Agents.SignInAsync(AgentRole.Supervisor)).GetAsync("/helpdesk/messages");
        var address = page.Document.QuerySelector("main form[method=post]")!.GetAttribute("action")!;
        var own = await app.Electors.AddAsync();
        await AddAsync(app, own, Channel.Mail, new DeliveryOutcome.NotSent("smtp-421"));
        var agent = await (await app.Agents.SignInAsync()).GetAsync("/helpdesk/messages");
        agent.Document.QuerySelector("main form[method=post]")!.SetAttribute("action", address);

        Assert.Equal(HttpStatusCode.NotFound, (await agent.PressAsync("Réessayer tout de suite")).Status);
        var entry = await app.WithDbAsync(db => db.Journal.SingleAsync(row => row.Kind == JournalKind.MessageSentAgain));
        Assert.Equal((JournalOutcome.Refused, "OutOfScope", stranger.Id), (entry.Outcome, entry.Reason, entry.ElectorId));
    }

    /// <param name="outcome">Of the first attempt; null where there was none.</param>
    private static async Task<Guid> AddAsync(PortalApp app, TestElector person, Channel channel, DeliveryOutcome? outcome)
    {
        app.Time.Advance(TimeSpan.FromSeconds(1));
        var message = new OutboxMessage
        {
            Channel = channel,
            Topic = channel == Channel.Sms ? MessageTopic.ReassortIdentifier : MessageTopic.PasswordNotice,
            ElectorId = person.Id,
            DedupKey = Guid.NewGuid().ToString(),
            Payload = [1],
            MaskedRecipient = channel == Channel.Sms ? "06xxxxxxx" : "c•••••@ac-amiens.fr",
            CreatedAt = app.Now,
            NextAttemptAt = app.Now,
        };
        if (outcome is not null)
        {
            message.Claim("test", app.Now, TimeSpan.FromMinutes(2));
            message.Settle(outcome, app.Now);
        }

        await app.WithDbAsync(db =>
        {
            db.OutboxMessages.Add(message);
            return db.SaveChangesAsync();
        });
        return message.Id;
    }

    private static Task<OutboxMessage> RowAsync(PortalApp app, Guid id) => app.WithDbAsync(db => db.OutboxMessages.AsNoTracking().SingleAsync(row => row.Id == id));

    private static int Rows(TestPage page) => page.Document.QuerySelectorAll("main tbody tr").Length;
}
