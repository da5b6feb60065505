using System.Text.RegularExpressions;
using ElectorPortal.Web.Tests.Reassort;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.Helpdesk;

/// <summary>An elector who opened the space and asked for an identifier, and every secret that went through the portal on the way.</summary>
internal sealed partial record HelpdeskStory(TestElector Person, TestBrowser Browser, IReadOnlyList<string> Secrets)
{
    public static async Task<HelpdeskStory> PlayAsync(PortalApp app)
    {
        var person = await app.Electors.AddAsync(phoneOnFile: "+33611223344");
        var browser = app.NewBrowser();
        await (await browser.GetAsync("/")).Fill("Adresse de messagerie professionnelle", person.Email).PressAsync("Continuer");
        await app.RunOutboxAsync();
        var link = Token().Match(app.Mailbox.NewestFirst[0].Text).Value;
        var choose = await (await browser.GetAsync($"/portail/creation-compte-etape2.htm?token={link}")).FollowAsync();
        await choose
            .Fill("Mot de passe personnel électeur", TestElectors.Password)
            .Fill("Confirmation du mot de passe personnel électeur", TestElectors.Password)
            .PressAsync("Valider");
        await browser.AskAsync(person);
        await app.RunOutboxAsync();

        var sms = app.Mailbox.NewestFirst.Single(message => message.IsSms);
        var report = app.Mailbox.NewestFirst.Select(message => Token().Match(message.Text).Value).First(token => token.Length > 0 && token != link);
        string[] secrets =
        [
            person.Numen, TestElectors.Password, link, report, Identifier().Match(sms.Text).Value,
            "601020304", "06 01 02 03 04", "611223344",
        ];
        Assert.All(secrets, secret => Assert.True(secret.Length > 7, secret));
        return new HelpdeskStory(person, browser, secrets);
    }

    [GeneratedRegex(@"(?<=token=)[\w-]+")]
    private static partial Regex Token();

    [GeneratedRegex("[2-9A-HJKMNP-Z]{12}")]
    private static partial Regex Identifier();
}
