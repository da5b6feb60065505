using ElectorPortal.Browser.Tests.Support;
using Microsoft.Playwright;

namespace ElectorPortal.Browser.Tests.Pages;

/// <summary>Every page of the portal, in every state that changes what is on it.</summary>
public static partial class PageStates
{
    private static readonly PageState[] All =
    [
        At("/"),
        Refused("/ refused", Onlooker.Anybody, (visitor, _) => visitor.EnterAsync("nobody")),
        Modal("/ announcing the mail", (visitor, _) => visitor.EnterAsync("inconnu@ac-amiens.fr")),
        Modal("/ with the display settings", OpenDisplaySettingsAsync),
        State("the password page", Onlooker.Anybody, AskPasswordAsync),
        Refused("the password page refused", Onlooker.Anybody, async (visitor, site) =>
        {
            await AskPasswordAsync(visitor, site);
            await visitor.PressAsync("Se connecter");
        }),
        At("/portail/motdepasse-oublie.htm"),
        Refused("the forgotten password refused", Onlooker.Anybody, (visitor, _) => ForgetPasswordAsync(visitor, "nobody")),
        State("the announced link", Onlooker.Anybody, (visitor, _) => ForgetPasswordAsync(visitor, "inconnu@ac-amiens.fr")),

        State("the creation of the password", Onlooker.Anybody, (visitor, site) => FollowNewLinkAsync(visitor, site)),
        Refused("the creation of the password refused", Onlooker.Anybody, async (visitor, site) =>
        {
            await FollowNewLinkAsync(visitor, site);
            await visitor.ChoosePasswordAsync("court");
        }),
        State("a damaged link", Onlooker.Anybody, (visitor, _) => visitor.GoToAsync("/portail/creation-compte-etape2.htm?token=damaged")),
        State("an expired link", Onlooker.Anybody, (visitor, site) => FollowNewLinkAsync(visitor, site, link => link.Lifetime = TimeSpan.FromSeconds(-1))),
        State("a used link", Onlooker.Anybody, (visitor, site) => FollowNewLinkAsync(visitor, site, link => link.IsUsed = true)),
        State("a replaced link", Onlooker.Anybody, (visitor, site) => FollowNewLinkAsync(visitor, site, link => link.IsReplaced = true)),

        State("the report of a request", Onlooker.Anybody, FollowReportLinkAsync),
        State("a reported request", Onlooker.Anybody, async (visitor, site) =>
        {
            await FollowReportLinkAsync(visitor, site);
            await visitor.Main.GetByRole(AriaRole.Button).ClickAsync();
            await visitor.SeesAsync("Votre signalement est enregistré");
        }),
        State("a damaged link of a report", Onlooker.Anybody, (visitor, _) => visitor.GoToAsync("/portail/signalement?token=damaged")),

        At("/portail/accueil", Onlooker.Elector),
        At("/portail/profil", Onlooker.Elector),
        At("/portail/mon-mot-de-passe", Onlooker.Elector),
        Refused("/portail/mon-mot-de-passe refused", Onlooker.Elector, (visitor, _) => SendEmptyAsync(visitor, "/portail/mon-mot-de-passe")),
        At("/portail/reassort", Onlooker.Elector),
        Refused("/portail/reassort refused", Onlooker.Elector, (visitor, _) => SendEmptyAsync(visitor, "/portail/reassort")),
        At("/portail/reassort/suivi", Onlooker.Elector),
        State("/portail/reassort without a request left", Onlooker.SpentElector, (visitor, _) => visitor.GoToAsync("/portail/reassort")),
        State("/portail/reassort/suivi with requests", Onlooker.SpentElector, (visitor, _) => visitor.GoToAsync("/portail/reassort/suivi")),
        State("/portail/accueil with closed tiles", Onlooker.EarlyElector, (visitor, _) => visitor.GoToAsync("/portail/accueil")),
        State("/portail/reassort outside its window", Onlooker.EarlyElector, (visitor, _) => visitor.GoToAsync("/portail/reassort")),
        State("/portail/resultats outside its window", Onlooker.EarlyElector, (visitor, _) => visitor.GoToAsync("/portail/resultats")),

        At("/aide"),
        At("/aide/procedure"),
        At("/assistance"),
        At("/horaires-hors-metropole"),
        At("/mentions-legales"),
        At("/donnees-personnelles"),
        At("/accessibilite"),
        At("/plan-du-site"),
        At("/demo"),
        State("/demo/messages with messages", Onlooker.Anybody, ReceiveMailAsync),
        At("/no-such-page"),
        At("/erreur/400"),
        At("/erreur/403"),
        At("/erreur/500"),
    ];

    private static IEnumerable<PageState> Each => [.. All, .. Contests, .. HelpdeskEntry, .. Helpdesk];

    public static TheoryData<string> Names => [.. Each.Select(state => state.Name)];

    public static PageState Named(string name) => Each.Single(state => state.Name == name);

    private static PageState At(string path, Onlooker onlooker = Onlooker.Anybody) =>
        new(path, onlooker, (visitor, _) => visitor.GoToAsync(path));

    private static PageState State(string name, Onlooker onlooker, Func<Visitor, PortalSite, Task> reach) => new(name, onlooker, reach);

    private static PageState Refused(string name, Onlooker onlooker, Func<Visitor, PortalSite, Task> reach) =>
        new(name, onlooker, async (visitor, site) =>
        {
            await reach(visitor, site);
            await Assertions.Expect(visitor.Errors).ToBeVisibleAsync();
        }, IsRefusal: true);

    private static PageState Modal(string name, Func<Visitor, PortalSite, Task> reach) =>
        new(name, Onlooker.Anybody, async (visitor, site) =>
        {
            await reach(visitor, site);
            await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        }, IsModal: true);

    private static async Task AskPasswordAsync(Visitor visitor, PortalSite site)
    {
        var person = await site.People.AddActiveAsync();
        await visitor.EnterAsync(person.Email);
        await visitor.SeesAsync("Saisie du mot de passe personnel électeur");
    }

    private static async Task ForgetPasswordAsync(Visitor visitor, string email)
    {
        await visitor.GoToAsync("/portail/motdepasse-oublie.htm");
        await visitor.FillAsync(Visitor.EmailLabel, email);
        await visitor.PressAsync("Recevoir le lien");
        await Assertions.Expect(visitor.Button("Recevoir le lien").Or(visitor.Heading("Consultez votre messagerie"))).ToBeVisibleAsync();
    }

    private static async Task FollowNewLinkAsync(Visitor visitor, PortalSite site, Action<LinkFate>? decide = null)
    {
        var fate = new LinkFate();
        decide?.Invoke(fate);
        var path = await site.People.AddLinkAsync(await site.People.AddAsync(), fate.Lifetime, link =>
        {
            link.UsedAt = fate.IsUsed ? link.CreatedAt : null;
            link.ReplacedAt = fate.IsReplaced ? link.CreatedAt : null;
        });
        await visitor.GoToAsync(path);
    }

    private static async Task FollowReportLinkAsync(Visitor visitor, PortalSite site)
    {
        var person = await site.People.AddActiveAsync();
        await visitor.GoToAsync(await site.People.AddRequestAsync(person));
        await visitor.SeesAsync("Ce n'est pas moi");
    }

    private static async Task SendEmptyAsync(Visitor visitor, string path)
    {
        await visitor.GoToAsync(path);
        await visitor.PressAsync("Valider");
    }

    private static async Task ReceiveMailAsync(Visitor visitor, PortalSite site)
    {
        var person = await site.People.AddAsync();
        await visitor.EnterAsync(person.Email);
        await visitor.FindMessageAsync(person.Email, "Création de votre compte");
    }

    private static async Task OpenDisplaySettingsAsync(Visitor visitor, PortalSite site)
    {
        await visitor.GoToAsync("/");
        await visitor.Page.WaitForFunctionAsync("() => document.documentElement.hasAttribute('data-fr-js')");
        await visitor.PressAsync("Paramètres d'affichage");
    }

    private sealed class LinkFate
    {
        public TimeSpan? Lifetime { get; set; }

        public bool IsUsed { get; set; }

        public bool IsReplaced { get; set; }
    }
}
