using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Helpdesk.ProConnect;

public sealed class ForgedIdentityTests
{
    public static TheoryData<Forgery> Forgeries => [.. Enum.GetValues<Forgery>()];

    [Theory, MemberData(nameof(Forgeries))]
    [Trait("ASVS", "6.8.2")]
    [Trait("ASVS", "10.5.1")]
    [Trait("ASVS", "10.5.2")]
    [Trait("ASVS", "10.5.3")]
    [Trait("ASVS", "10.5.4")]
    public async Task A_token_that_is_wrong_in_one_point_opens_nothing(Forgery forgery)
    {
        await using var provider = await ForgingProvider.StartAsync(forgery);
        await using var app = await PortalApp.StartAsync(Database.Sqlite, provider.Settings);
        app.Time.AdjustTime(TimeProvider.System.GetUtcNow());
        provider.Email = (await app.Agents.AddAsync()).Email.Value;
        var browser = app.NewBrowser();

        var sent = await browser.GetAsync("/helpdesk/connexion/proconnect");
        var answer = await browser.GetAsync(await OpenIdPeer.VisitAsync(sent.Location!));

        var isGood = forgery == Forgery.None;
        Assert.Equal(isGood ? "/helpdesk" : "/helpdesk/connexion/proconnect/refus", answer.Location);
        Assert.Equal(isGood ? 1 : 0, await app.WithDbAsync(db => db.AgentSessions.CountAsync()));
        var entry = await app.WithDbAsync(db => db.Journal.SingleAsync(row => row.Kind == JournalKind.AgentSignIn));
        Assert.Equal(isGood ? (JournalOutcome.Done, null) : (JournalOutcome.Refused, "IdentityRefused"), (entry.Outcome, entry.Reason));
    }
}
