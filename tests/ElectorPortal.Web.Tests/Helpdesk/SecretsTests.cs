using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace ElectorPortal.Web.Tests.Helpdesk;

public sealed class SecretsTests
{
    [Fact]
    [Trait("ASVS", "16.2.5")]
    public async Task No_secret_of_an_agent_reaches_the_logs_or_the_journal_however_much_is_logged()
    {
        using var logs = new LogLines();
        await using var app = await PortalApp.StartAsync(
            Database.Sqlite,
            services => services.RemoveAll<ILoggerProvider>().AddSingleton<ILoggerProvider>(logs),
            ("Logging:LogLevel:Default", "Debug"),
            ("Logging:LogLevel:Microsoft.AspNetCore", "Debug"),
            ("Logging:LogLevel:Microsoft.EntityFrameworkCore", "Debug"));
        var browser = await app.Agents.SignInAsync(AgentRole.Administrator);

        var added = await (await browser.GetAsync("/helpdesk/agents/nouveau"))
            .Fill("Adresse de messagerie", "noe.lambert@ac-lille.fr").Fill("Prénom et nom", "Noé Lambert").Fill("Rôle", "Supervisor")
            .PressAsync("Ajouter");
        var link = new Uri(added.Document.QuerySelector("#lien")!.TextContent).PathAndQuery;
        var form = await (await app.NewBrowser().GetAsync(link)).FollowAsync();
        Assert.True(TotpSecret.TryParse(form.Document.QuerySelector("#cle")!.TextContent, out var secret));
        var code = TimeBasedCode.Of(secret, TimeBasedCode.StepAt(app.Now));
        var enrolled = await form.Fill("Mot de passe", TestAgents.Password).Fill("Confirmation du mot de passe", TestAgents.Password)
            .Fill("Code à six chiffres", code).PressAsync("S'inscrire");
        var recovery = enrolled.Document.QuerySelector("#codes-de-secours code")!.TextContent;
        var person = new TestAgent(0, "noe.lambert@ac-lille.fr", secret, []);
        await (await app.Agents.ShowPasswordAsync(person)).Fill("Code à six chiffres", code).PressAsync("Se connecter");
        var page = await (await app.Agents.ShowPasswordAsync(person)).Browser.GetAsync("/helpdesk/connexion/secours");
        Assert.Equal("/helpdesk", (await page.Fill("Code de secours", recovery).PressAsync("Se connecter")).Location);

        var journal = await app.WithDbAsync(db => db.Journal.ToListAsync());
        string[] written = [.. logs.Entries.Select(entry => entry.Text), .. journal.Select(entry => $"{entry.Reason} {entry.Detail}")];
        string[] secrets = [link.Split('=')[1], secret.Reveal(), secret.Groups, TestAgents.Password, recovery, recovery.Replace("-", "", StringComparison.Ordinal)];
        Assert.Equal(4, journal.Count);
        Assert.Contains(written, line => line.Contains("INSERT INTO \"AgentRecoveryCodes\"", StringComparison.Ordinal));
        Assert.All(secrets, text => Assert.DoesNotContain(written, line => line.Contains(text, StringComparison.Ordinal)));
        Assert.DoesNotContain(written, line => line.Contains($"'{code}'", StringComparison.Ordinal) || line.Contains($"={code}", StringComparison.Ordinal));
    }
}
