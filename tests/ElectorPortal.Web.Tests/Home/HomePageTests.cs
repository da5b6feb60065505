using System.Net;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Home;

public sealed class HomePageTests
{
    private const string Address = "Adresse de messagerie professionnelle";

    [Theory, EachDatabase]
    public async Task An_elector_without_a_password_is_told_of_a_mail_that_leaves_at_once(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var elector = await app.Electors.AddAsync();

        var entry = await app.NewBrowser().GetAsync("/");
        var answer = await entry.Fill(Address, elector.Email).PressAsync("Continuer");
        await app.RunOutboxAsync();

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("Le délai de réception du courriel peut prendre jusqu'à 15 mn", answer.MainText, StringComparison.Ordinal);
        var mail = Assert.Single(app.Mailbox.NewestFirst);
        Assert.Equal("Création de votre compte - Élections professionnelles 2018", mail.Subject);
        Assert.Equal(elector.Email, mail.To);
    }

    [Theory, EachDatabase]
    public async Task An_unknown_address_gets_the_same_answer_and_no_mail(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);

        var entry = await app.NewBrowser().GetAsync("/");
        var answer = await entry.Fill(Address, "personne@ac-amiens.fr").PressAsync("Continuer");
        await app.RunOutboxAsync();

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("Le délai de réception du courriel peut prendre jusqu'à 15 mn", answer.MainText, StringComparison.Ordinal);
        Assert.Equal(0, await app.WithDbAsync(db => db.OutboxMessages.CountAsync()));
        var entryOfJournal = Assert.Single(await app.WithDbAsync(db => db.Journal.ToListAsync()));
        Assert.Equal("UnknownAddress", entryOfJournal.Reason);
        Assert.DoesNotContain("personne", entryOfJournal.Detail!, StringComparison.Ordinal);
    }
}
