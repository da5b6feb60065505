using System.Globalization;
using System.Text.RegularExpressions;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security.Keys;
using ElectorPortal.Web.Security.Sessions;
using ElectorPortal.Web.Tests.Reassort;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Web.Tests.Crash.Support;

/// <summary>What electors do at these portals, and what reached them in the end.</summary>
internal sealed partial class CrashSite
{
    private const string ConfirmationSubject = "MEN - Demande de renvoi de l'identifiant du portail de vote";

    /// <summary>Each elector has a mobile number of his own.</summary>
    public static string PhoneOf(TestElector person) => "+33601" + person.Id.ToString("000000", CultureInfo.InvariantCulture);

    /// <summary>A signed-in elector at a portal.</summary>
    public async Task<Visitor> VisitAsync(TestElector person, PortalProcess? portal = null)
    {
        var door = new FrontDoor(portal ?? Portal);
        door.KeepSession(await OpenSessionAsync(person));
        return new Visitor(this, person, door, door.OpenBrowser());
    }

    public async Task<Visitor> VisitAsync() => await VisitAsync(await Aside.Electors.AddActiveAsync());

    /// <summary>Aside: it takes several pages to sign in, which are not what dies here.</summary>
    public async Task<string> OpenSessionAsync(TestElector person)
    {
        Aside.Time.AdjustTime(Clock.GetUtcNow());
        await using var scope = Aside.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        var token = scope.ServiceProvider.GetRequiredService<ElectorSessions>().Open(await db.Electors.SingleAsync(row => row.Id == person.Id));
        await db.SaveChangesAsync();
        return token.Reveal();
    }

    /// <summary>What became of an elector's requests. Fails where anything but a counted duplicate is wrong.</summary>
    public async Task<Tally> TallyAsync(TestElector person)
    {
        var requests = await Aside.WithDbAsync(db => db.ReassortRequests.AsNoTracking()
            .Where(request => request.ElectorId == person.Id)
            .ToListAsync());
        var sms = Twilio.Taken.Where(taken => taken.To == PhoneOf(person)).GroupBy(OutboxIdOf).ToList();
        Assert.All(sms, copies => Assert.Single(copies.Select(copy => copy.Body).Distinct()));
        Assert.Equal(sms.Count, sms.Select(copies => IdentifierIn(copies.First())).Distinct().Count());
        await AssertCurrentAsync(person, requests, sms);

        var mails = (await Smtp.MailsToAsync(person.Email))
            .Where(mail => mail.Subject == ConfirmationSubject)
            .GroupBy(mail => mail.MessageId)
            .ToList();
        Assert.All(mails, copies => Assert.Single(copies.Select(copy => copy.Text).Distinct()));
        return new Tally(requests.Count, sms.Count, sms.Sum(copies => copies.Count() - 1), mails.Count, mails.Sum(copies => copies.Count() - 1));
    }

    /// <summary>Reports on an SMS as the operator does, to a portal that lives.</summary>
    public async Task<HttpResponseMessage> CallBackAsync(TwilioSms sms, string status, string? errorCode = null, PortalProcess? portal = null)
    {
        using var http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero })
        {
            BaseAddress = (portal ?? Portal).Address,
        };
        return await FakeTwilio.CallBackAsync(http, sms, status, errorCode);
    }

    public IReadOnlyList<TwilioSms> TakenFor(TestElector person) => [.. Twilio.Taken.Where(taken => taken.To == PhoneOf(person))];

    private static Guid OutboxIdOf(TwilioSms sms) => Guid.Parse(sms.StatusCallback.Split('/')[^1]);

    private static VoterIdentifier IdentifierIn(TwilioSms sms)
    {
        Assert.True(VoterIdentifier.TryParse(Identifier().Match(sms.Body).Value, out var identifier));
        return identifier;
    }

    /// <summary>The identifier in force is that of the last request; where its SMS left, it is the one that the SMS holds.</summary>
    private async Task AssertCurrentAsync(TestElector person, List<ReassortRequest> requests, List<IGrouping<Guid, TwilioSms>> sms)
    {
        if (requests.Count == 0)
            return;

        var current = await Aside.WithDbAsync(db => db.Identifiers.AsNoTracking().SingleAsync(row => row.ElectorId == person.Id));
        Assert.Equal(requests.OrderBy(request => request.AcceptedAt).ThenBy(request => request.Id).Last().Id, current.RequestId);
        var message = await Aside.WithDbAsync(db => db.OutboxMessages.AsNoTracking()
            .SingleAsync(row => row.RequestId == current.RequestId && row.Topic == MessageTopic.ReassortIdentifier));
        if (sms.SingleOrDefault(copies => copies.Key == message.Id) is { } last)
            Assert.Equal(Aside.Services.GetRequiredService<KeyedHash>().Of(IdentifierIn(last.First())), current.Hash);
    }

    [GeneratedRegex("[23456789ABCDEFGHJKMNPQRSTUVWXYZ]{12}")]
    private static partial Regex Identifier();
}

/// <param name="Requests">Accepted, as the database has them.</param>
/// <param name="Sms">Different SMS that the operator took: one for each request whose SMS left.</param>
/// <param name="SmsTwice">How many of them it took once more, with the same text.</param>
/// <param name="Mails">Different confirmations that the mail server took.</param>
/// <param name="MailsTwice">How many of them it took once more, with the same number and text.</param>
internal sealed record Tally(int Requests, int Sms, int SmsTwice, int Mails, int MailsTwice)
{
    /// <summary>One request, one SMS, one mail.</summary>
    public static Tally One { get; } = new(1, 1, 0, 1, 0);

    public static Tally Nothing { get; } = new(0, 0, 0, 0, 0);
}

/// <summary>An elector who signed in, and the way to the portal that answers him.</summary>
internal sealed record Visitor(CrashSite Site, TestElector Person, FrontDoor Door, TestBrowser Browser)
{
    /// <summary>The form as he fills it, with a key of its own.</summary>
    public async Task<TestPage> OpenFormAsync() =>
        (await ReassortJourney.OpenAsync(Browser)).FillAll(Person).Fill("N° tél", CrashSite.PhoneOf(Person));

    /// <summary>Asks for a new identifier, and is told that it was taken.</summary>
    public async Task AskAsync() => AssertAccepted(await (await OpenFormAsync()).PressAsync("Valider"));

    /// <summary>After an answer that never came: comes with a new session, and posts the same form again.</summary>
    public async Task AskAgainAsync(TestPage form)
    {
        Door.KeepSession(await Site.OpenSessionAsync(Person));
        var again = (await OpenFormAsync()).Forge("FormKey", form.Document.QuerySelector("input[name=FormKey]")!.GetAttribute("value")!);
        AssertAccepted(await again.PressAsync("Valider"));
    }

    /// <returns>Null where the portal died before it answered.</returns>
    public static async Task<TestPage?> TryPostAsync(TestPage form)
    {
        try
        {
            return await form.PressAsync("Valider");
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public static void AssertAccepted(TestPage? answer) => Assert.Equal("/portail/reassort/suivi", answer?.Location);
}
