using System.Net;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Messaging;
using ElectorPortal.Web.Security.Keys;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PortalOutbox = ElectorPortal.Web.Outbox.Outbox;

namespace ElectorPortal.Web.Tests.Delivery;

/// <summary>The SMS of a réassort that Twilio took, and its reports on it over HTTP.</summary>
public abstract class TwilioReportTests : IAsyncLifetime
{
    private protected FakeTwilio Twilio { get; } = new();

    public ValueTask InitializeAsync() => Twilio.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await Twilio.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected Task<PortalApp> StartAsync(Database database) => PortalApp.StartAsync(database, Twilio.Settings);

    private protected static HttpClient Http(PortalApp app) => app.NewBrowser().Http;

    private protected static async Task<HttpStatusCode> CallBackAsync(PortalApp app, TwilioSms sms, string status, string? errorCode = null) =>
        (await FakeTwilio.CallBackAsync(Http(app), sms, status, errorCode)).StatusCode;

    /// <summary>Writes the SMS of an accepted request and hands it to Twilio.</summary>
    private protected async Task<TwilioSms> SubmitAsync(PortalApp app)
    {
        await AddSmsAsync(app);
        await app.RunOutboxAsync();
        return Assert.Single(Twilio.Taken);
    }

    private protected static async Task AddSmsAsync(PortalApp app)
    {
        var person = await app.Electors.AddActiveAsync();
        var request = new ReassortRequest
        {
            ElectorId = person.Id,
            FormKey = Guid.NewGuid(),
            AcceptedAt = app.Now,
            MaskedNumber = "06xxxxxxx",
            NumberHash = new byte[KeyedHash.Length],
            Region = "FR",
            ReportTokenHash = new byte[KeyedHash.Length],
        };
        var sms = new SmsMessage { OutboxId = Guid.CreateVersion7(), To = "+33639980001", Body = "Votre nouvel identifiant de vote: 68WMEUWD5AEJ" };
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<PortalOutbox>().Add(
            sms, new MobileNumber(sms.To, 33, "FR"), MessageTopic.ReassortIdentifier, person.Id, $"sms-{request.Id}", request.Id);
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        db.ReassortRequests.Add(request);
        db.Identifiers.Add(new IssuedIdentifier
        {
            ElectorId = person.Id,
            Hash = new byte[KeyedHash.Length],
            IssuedAt = app.Now,
            RequestId = request.Id,
        });
        (await db.Electors.SingleAsync(elector => elector.Id == person.Id)).Reassort.Used = 1;
        await db.SaveChangesAsync();
    }

    /// <summary>Writes the elector's row between the moment it is read to give his request back and the moment that is saved, once.</summary>
    private protected static void ChangeElectorBeforeGiveBack(PortalApp app, IServiceProvider services)
    {
        var db = services.GetRequiredService<PortalDbContext>();
        var changed = false;
        db.SavingChanges += (_, _) =>
        {
            if (changed || !db.ChangeTracker.Entries<Elector>().Any(entry => entry.State == EntityState.Modified))
                return;

            changed = true;
            using var aside = app.Services.CreateScope();
            aside.ServiceProvider.GetRequiredService<PortalDbContext>().Electors
                .ExecuteUpdate(update => update.SetProperty(elector => elector.Version, elector => elector.Version + 1));
        };
    }

    private protected static Task<OutboxMessage> MessageAsync(PortalApp app, TwilioSms sms)
    {
        var id = Guid.Parse(sms.StatusCallback[(sms.StatusCallback.LastIndexOf('/') + 1)..]);
        return app.WithDbAsync(db => db.OutboxMessages.SingleAsync(message => message.Id == id));
    }

    private protected static Task<int> UsedAsync(PortalApp app) =>
        app.WithDbAsync(db => db.Electors.Select(elector => elector.Reassort.Used).SingleAsync());

    private protected static Task<int> SetUsedAsync(PortalApp app, int used) => app.WithDbAsync(async db =>
    {
        (await db.Electors.SingleAsync()).Reassort.Used = used;
        return await db.SaveChangesAsync();
    });

    private protected static Task<List<string?>> JournalAsync(PortalApp app, JournalKind kind) => app.WithDbAsync(
        db => db.Journal.Where(entry => entry.Kind == kind).OrderBy(entry => entry.Id).Select(entry => entry.Reason).ToListAsync());
}
