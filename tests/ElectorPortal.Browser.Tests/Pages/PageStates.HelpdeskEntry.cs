using ElectorPortal.Browser.Tests.Support;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Web.Features.Demo;

namespace ElectorPortal.Browser.Tests.Pages;

/// <summary>The pages by which agents enter the helpdesk, and those on which they are managed.</summary>
public static partial class PageStates
{
    private const string NewAgentPassword = "six canards au fond";

    private static int newAgents;

    private static readonly PageState[] HelpdeskEntry =
    [
        At("/helpdesk/connexion"),
        Refused("/helpdesk/connexion refused", Onlooker.Anybody, async (visitor, _) =>
        {
            await visitor.GoToAsync("/helpdesk/connexion");
            await visitor.PressAsync("Continuer");
        }),
        State("/helpdesk/connexion/code", Onlooker.Anybody, ShowPasswordAsync),
        Refused("/helpdesk/connexion/code refused", Onlooker.Anybody, async (visitor, site) =>
        {
            await ShowPasswordAsync(visitor, site);
            await visitor.FillAsync("Code à six chiffres", "12");
            await visitor.PressAsync("Se connecter");
        }),
        State("/helpdesk/connexion/secours", Onlooker.Anybody, async (visitor, site) =>
        {
            await ShowPasswordAsync(visitor, site);
            await visitor.FollowAsync("Utiliser un code de secours");
            await visitor.SeesAsync("Connexion avec un code de secours");
        }),
        At("/helpdesk/connexion/proconnect/refus"),

        State("the enrolment of an agent", Onlooker.Anybody, FollowLinkAsync),
        Refused("the enrolment of an agent refused", Onlooker.Anybody, async (visitor, site) =>
        {
            await FollowLinkAsync(visitor, site);
            await EnrolAsync(visitor, "court", "12");
        }),
        State("the recovery codes", Onlooker.Anybody, async (visitor, site) =>
        {
            await FollowLinkAsync(visitor, site);
            Assert.True(TotpSecret.TryParse(await visitor.Page.Locator("#cle").TextContentAsync(), out var secret));
            await EnrolAsync(visitor, NewAgentPassword, TimeBasedCode.Of(secret, TimeBasedCode.StepAt(TimeProvider.System.GetUtcNow().UtcDateTime)));
            await visitor.SeesAsync("Vos codes de secours");
        }),
        State("a damaged enrolment link", Onlooker.Anybody, (visitor, _) => visitor.GoToAsync("/helpdesk/inscription?token=damaged")),

        At("/helpdesk/agents", Onlooker.Administrator),
        At("/helpdesk/agents/nouveau", Onlooker.Administrator),
        Refused("/helpdesk/agents/nouveau refused", Onlooker.Administrator, async (visitor, _) =>
        {
            await visitor.GoToAsync("/helpdesk/agents/nouveau");
            await visitor.PressAsync("Ajouter");
        }),
        State("an agent", Onlooker.Administrator, async (visitor, _) =>
        {
            await visitor.GoToAsync("/helpdesk/agents");
            await visitor.FollowAsync("Sacha Delattre");
            await visitor.SeesAsync("Sacha Delattre");
        }),
        State("an enrolment link", Onlooker.Administrator, async (visitor, _) =>
        {
            await visitor.GoToAsync("/helpdesk/agents/nouveau");
            await visitor.FillAsync("Adresse de messagerie", NewEmail());
            await visitor.FillAsync("Prénom et nom", "Noé Lambert");
            await visitor.Field("Rôle").SelectOptionAsync("Superviseur");
            await visitor.PressAsync("Ajouter");
            await visitor.SeesAsync("Lien d'inscription de Noé Lambert");
        }),

        At("/helpdesk/bandeau", Onlooker.Administrator),
        Refused("/helpdesk/bandeau refused", Onlooker.Administrator, async (visitor, _) =>
        {
            await visitor.GoToAsync("/helpdesk/bandeau");
            await visitor.FillAsync("Texte du bandeau", "Panne");
            await visitor.PressAsync("Afficher sur toutes les pages");
        }),
        State("the incident banner", Onlooker.Administrator, async (visitor, _) =>
        {
            await visitor.GoToAsync("/helpdesk/bandeau");
            await visitor.FillAsync("Texte du bandeau", "Les SMS partent avec une heure de retard. Ne refaites pas votre demande\u00A0: elle est enregistrée.");
            await visitor.PressAsync("Afficher sur toutes les pages");
            await visitor.ReadsAsync("Retirer le bandeau");
        }),
    ];

    private static string NewEmail() => $"noe.lambert{Interlocked.Increment(ref newAgents)}@ac-lille.fr";

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
        await visitor.GoToAsync(await site.Helpdesk.InviteAsync(NewEmail()));
        await visitor.SeesAsync("Inscription à l'assistance");
    }

    private static async Task EnrolAsync(Visitor visitor, string password, string code)
    {
        await visitor.FillAsync("Mot de passe", password);
        await visitor.FillAsync("Confirmation du mot de passe", password);
        await visitor.FillAsync("Code à six chiffres", code);
        await visitor.PressAsync("S'inscrire");
    }
}
