using System.Net;
using System.Text.RegularExpressions;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Reassort;

public sealed class ReportTests
{
    [Theory, EachDatabase]
    [Trait("ASVS", "3.5.3")]
    public async Task Opening_the_link_changes_nothing_and_its_button_freezes_the_requests_once(Database database)
    {
        await using var app = await PortalApp.StartAsync(database, ("Reassort:CoolDown", "00:00"));
        var person = await app.Electors.AddActiveAsync();
        var browser = await app.Electors.SignInAsync(person);
        await browser.AskAsync(person);
        await app.RunOutboxAsync();
        var link = new Uri(Regex.Match(app.Mailbox.NewestFirst.Single(message => !message.IsSms).Text, @"https://\S+signalement\S+").Value);

        var victim = app.NewBrowser();
        var page = await (await victim.GetAsync(link.PathAndQuery)).FollowAsync();
        var stillOpen = await browser.AskAsync(person);
        var reported = await (await page.PressAsync("Ce n'est pas moi, bloquer les demandes")).FollowAsync();
        await page.PressAsync("Ce n'est pas moi, bloquer les demandes");
        var frozen = await browser.AskAsync(person);

        Assert.Equal(HttpStatusCode.SeeOther, stillOpen.Status);
        Assert.Contains("Plus aucune demande d'identifiant n'est possible", reported.MainText, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, frozen.Status);
        Assert.Contains("Vos demandes d'identifiant sont bloquées", Assert.Single(frozen.Errors), StringComparison.Ordinal);
        Assert.Equal(1, await app.WithDbAsync(db => db.Journal.CountAsync(entry => entry.Kind == JournalKind.ReassortReport)));
    }

    [Theory]
    [InlineData("?token=abc")]
    [InlineData("?token=")]
    [InlineData("")]
    public async Task A_damaged_link_says_so(string query)
    {
        await using var app = await PortalApp.StartAsync();
        var browser = app.NewBrowser();

        var page = await browser.GetAsync("/portail/signalement" + query);
        if (page.Status == HttpStatusCode.SeeOther)
            page = await page.FollowAsync();

        Assert.Equal("Ce lien n'est pas valable", page.Heading);
    }
}
