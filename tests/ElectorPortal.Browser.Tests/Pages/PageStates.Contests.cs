using ElectorPortal.Browser.Tests.Support;

namespace ElectorPortal.Browser.Tests.Pages;

/// <summary>The pages of the contests, of the rolls, of the vote and of the results.</summary>
public static partial class PageStates
{
    private static readonly PageState[] Contests =
    [
        At("/portail/profil/correction", Onlooker.Elector),
        Refused("/portail/profil/correction refused", Onlooker.Elector, async (visitor, _) =>
        {
            await visitor.GoToAsync("/portail/profil/correction");
            await visitor.PressAsync("Envoyer ma demande");
        }),
        At("/portail/scrutins", Onlooker.Elector),
        State("seven contests", Onlooker.EnrolledElector, (visitor, _) => visitor.GoToAsync("/portail/scrutins")),
        State("a contest with fifteen lists", Onlooker.EnrolledElector, async (visitor, _) =>
        {
            await visitor.GoToAsync($"/portail/scrutins/{ContestScene.Crowded}");
            await visitor.Page.Locator("summary").First.ClickAsync();
        }),
        State("another's contest", Onlooker.Elector, (visitor, _) => visitor.GoToAsync($"/portail/scrutins/{ContestScene.Crowded}")),
        At("/portail/listes-electorales", Onlooker.Elector),
        State("a roll", Onlooker.EnrolledElector, (visitor, _) => visitor.GoToAsync($"/portail/listes-electorales?scrutin={ContestScene.Crowded}")),
        State("the roll's second page", Onlooker.EnrolledElector, async (visitor, _) =>
        {
            await visitor.GoToAsync($"/portail/listes-electorales?scrutin={ContestScene.Crowded}");
            await visitor.FollowAsync("Noms suivants");
        }),
        State("a name found on a roll", Onlooker.EnrolledElector, (visitor, _) => visitor.GoToAsync($"/portail/listes-electorales?scrutin={ContestScene.Crowded}&nom=lefevre")),
        State("nobody found on a roll", Onlooker.EnrolledElector, (visitor, _) => visitor.GoToAsync($"/portail/listes-electorales?scrutin={ContestScene.Crowded}&nom=personne")),
        Refused("the search on a roll refused", Onlooker.EnrolledElector, (visitor, _) => visitor.GoToAsync($"/portail/listes-electorales?scrutin={ContestScene.Crowded}&nom=a")),
        At("/portail/voter", Onlooker.Elector),
        Refused("/portail/voter refused", Onlooker.Elector, (visitor, _) => SendEmptyAsync(visitor, "/portail/voter")),
        State("the contests to vote in", Onlooker.Anybody, async (visitor, site) =>
        {
            var person = await site.People.AddActiveAsync();
            var identifier = await site.Contests.EnrolAsync(person);
            await visitor.SignInAsync(person);
            await visitor.GoToAsync("/portail/voter");
            await visitor.FillAsync("Identifiant électeur", identifier);
            await visitor.PressAsync("Valider");
            await visitor.ReadsAsync("Votre identifiant est vérifié");
        }),
        At("/portail/resultats", Onlooker.Elector),
        State("the results of seven contests", Onlooker.EnrolledElector, (visitor, _) => visitor.GoToAsync("/portail/resultats")),
        State("a result", Onlooker.EnrolledElector, (visitor, _) => visitor.GoToAsync($"/portail/resultats/{ContestScene.Crowded}")),
    ];
}
