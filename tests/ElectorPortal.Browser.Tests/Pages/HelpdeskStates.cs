using ElectorPortal.Browser.Tests.Support;
using ElectorPortal.Domain.Activation;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Web.Features.Demo;
using ElectorPortal.Web.Security.Agents;
using ElectorPortal.Web.Security.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace ElectorPortal.Browser.Tests.Pages;

/// <summary>The pages by which agents enter the helpdesk, and those on which they are managed.</summary>
public static class HelpdeskStates
{
    private const string Password = "six canards au fond";

    private static int counter;

    public static IEnumerable<PageState> All { get; } =
    [
        State("/helpdesk/connexion", (visitor, _) => visitor.GoToAsync("/helpdesk/connexion")),
        Refused("/helpdesk/connexion refused", async (visitor, _) =>
        {
            await visitor.GoToAsync("/helpdesk/connexion");
            await visitor.PressAsync("Continuer");
        }),
        State("/helpdesk/connexion/code", ShowPasswordAsync),
        Refused("/helpdesk/connexion/code refused", async (visitor, site) =>
        {
            await ShowPasswordAsync(visitor, site);
            await visitor.FillAsync("Code à six chiffres", "12");
            await visitor.PressAsync("Se connecter");
        }),
        State("/helpdesk/connexion/secours", async (visitor, site) =>
        {
            await ShowPasswordAsync(visitor, site);
            await visitor.FollowAsync("Utiliser un code de secours");
            await visitor.SeesAsync("Connexion avec un code de secours");
        }),
        State("/helpdesk/connexion/proconnect/refus", (visitor, _) => visitor.GoToAsync("/helpdesk/connexion/proconnect/refus")),

        State("the enrolment of an agent", FollowLinkAsync),
        Refused("the enrolment of an agent refused", async (visitor, site) =>
        {
            await FollowLinkAsync(visitor, site);
            await EnrolAsync(visitor, "court", "12");
        }),
        State("the recovery codes", async (visitor, site) =>
        {
            await FollowLinkAsync(visitor, site);
            Assert.True(TotpSecret.TryParse(await visitor.Page.Locator("#cle").TextContentAsync(), out var secret));
            await EnrolAsync(visitor, Password, TimeBasedCode.Of(secret, TimeBasedCode.StepAt(TimeProvider.System.GetUtcNow().UtcDateTime)));
            await visitor.SeesAsync("Vos codes de secours");
        }),
        State("a damaged enrolment link", (visitor, _) => visitor.GoToAsync("/helpdesk/inscription?token=damaged")),

        State("/helpdesk/agents", AsAdministratorAt("/helpdesk/agents")),
        State("/helpdesk/agents/nouveau", AsAdministratorAt("/helpdesk/agents/nouveau")),
        Refused("/helpdesk/agents/nouveau refused", async (visitor, site) =>
        {
            await AsAdministratorAt("/helpdesk/agents/nouveau")(visitor, site);
            await visitor.PressAsync("Ajouter");
        }),
        State("an agent", async (visitor, site) =>
        {
            await AsAdministratorAt("/helpdesk/agents")(visitor, site);
            await visitor.FollowAsync("Sacha Delattre");
            await visitor.SeesAsync("Sacha Delattre");
        }),
        State("an enrolment link", async (visitor, site) =>
        {
            await AsAdministratorAt("/helpdesk/agents/nouveau")(visitor, site);
            await visitor.FillAsync("Adresse de messagerie", NewEmail());
            await visitor.FillAsync("Prénom et nom", "Noé Lambert");
            await visitor.Field("Rôle").SelectOptionAsync("Superviseur");
            await visitor.PressAsync("Ajouter");
            await visitor.SeesAsync("Lien d'inscription de Noé Lambert");
        }),
    ];

    private static PageState State(string name, Func<Visitor, PortalSite, Task> reach) => new(name, Onlooker.Anybody, reach);

    private static PageState Refused(string name, Func<Visitor, PortalSite, Task> reach) =>
        new(name, Onlooker.Anybody, async (visitor, site) =>
        {
            await reach(visitor, site);
            await Assertions.Expect(visitor.Errors).ToBeVisibleAsync();
        }, IsRefusal: true);

    private static string NewEmail() => $"noe.lambert{Interlocked.Increment(ref counter)}@ac-lille.fr";

    private static async Task ShowPasswordAsync(Visitor visitor, PortalSite site)
    {
        await visitor.GoToAsync("/helpdesk/connexion");
        await visitor.FillAsync("Adresse de messagerie", DemonstrationAgents.All[0].Email);
        await visitor.FillAsync("Mot de passe", DemonstrationAgents.Password);
        await visitor.PressAsync("Continuer");
        await visitor.SeesAsync("Code de connexion");
    }

    private static async Task FollowLinkAsync(Visitor visitor, PortalSite site)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var agent = new Agent
        {
            Email = EmailAddress.Parse(NewEmail()),
            Name = "Noé Lambert",
            Role = AgentRole.Supervisor,
            CreatedAt = TimeProvider.System.GetUtcNow().UtcDateTime,
        };
        var link = scope.ServiceProvider.GetRequiredService<EnrolmentLinks>().Renew(agent).Link;
        await site.WithDbAsync(async db =>
        {
            db.Agents.Add(agent);
            return await db.SaveChangesAsync();
        });
        await visitor.GoToAsync(link);
        await visitor.SeesAsync("Inscription à l'assistance");
    }

    private static async Task EnrolAsync(Visitor visitor, string password, string code)
    {
        await visitor.FillAsync("Mot de passe", password);
        await visitor.FillAsync("Confirmation du mot de passe", password);
        await visitor.FillAsync("Code à six chiffres", code);
        await visitor.PressAsync("S'inscrire");
    }

    private static Func<Visitor, PortalSite, Task> AsAdministratorAt(string path) => async (visitor, site) =>
    {
        var token = LinkToken.Generate();
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await site.WithDbAsync(async db =>
        {
            var agent = await db.Agents.SingleAsync(row => row.Email == EmailAddress.Parse(DemonstrationAgents.All[2].Email));
            db.AgentSessions.Add(new AgentSession
            {
                TokenHash = site.Services.GetRequiredService<KeyedHash>().Of(token),
                AgentId = agent.Id,
                PasswordVersion = agent.PasswordVersion,
                IsComplete = true,
                CreatedAt = now,
                LastSeenAt = now,
            });
            return await db.SaveChangesAsync();
        });
        await visitor.Page.Context.AddCookiesAsync([new Cookie { Name = "assistance", Value = token.Reveal(), Url = site.Address }]);
        await visitor.GoToAsync(path);
    };
}
