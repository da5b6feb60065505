using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.Home;

/// <summary>A twin on which people try the portal: nobody can take it for the election.</summary>
public sealed class TrainingTests
{
    [Fact]
    public async Task Every_page_and_every_message_of_a_rehearsal_says_what_it_is()
    {
        await using var app = await PortalApp.StartAsync(Database.Sqlite, ("Election:IsTraining", "true"));
        var person = await app.Electors.AddActiveAsync();
        var browser = await app.Electors.SignInAsync(person);
        var form = (await browser.GetAsync("/portail/reassort"))
            .Fill("N° tél", "06 12 34 56 78").Fill("NUMEN", person.Numen).Fill("Date de naissance (jj/mm/aaaa)", $"{person.BirthDate:dd/MM/yyyy}").Fill("Code de sécurité", "0308");

        Assert.Equal("/portail/reassort/suivi", (await form.PressAsync("Valider")).Location);
        await app.RunOutboxAsync();

        foreach (var path in new[] { "/", "/portail/accueil", "/aide", "/nulle-part", "/helpdesk/connexion" })
            Assert.Contains("Site d'entraînement", (await browser.GetAsync(path)).Document.Body!.TextContent, StringComparison.Ordinal);
        var mail = Assert.Single(app.Mailbox.NewestFirst, message => !message.IsSms);
        Assert.StartsWith("[Entraînement] MEN - Demande", mail.Subject, StringComparison.Ordinal);
        Assert.StartsWith("Ce message vient d'un site d'entraînement", mail.Text, StringComparison.Ordinal);
        var sms = Assert.Single(app.Mailbox.NewestFirst, message => message.IsSms);
        Assert.StartsWith("ESSAI. Bonjour,", sms.Text, StringComparison.Ordinal);
        Assert.InRange(sms.Text.Length, 1, 160);
    }

    [Fact]
    public async Task The_election_itself_says_no_such_thing()
    {
        await using var app = await PortalApp.StartAsync();

        Assert.DoesNotContain("entraînement", (await app.NewBrowser().GetAsync("/")).Body, StringComparison.OrdinalIgnoreCase);
    }
}
