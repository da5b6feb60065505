namespace ElectorPortal.Browser.Tests.Pages;

/// <summary>The helpdesk's pages.</summary>
public static partial class PageStates
{
    private static readonly PageState[] Helpdesk =
    [
        At("/helpdesk/journal", Onlooker.Agent),
        State("the journal's second page", Onlooker.Agent, async (visitor, _) =>
        {
            await visitor.GoToAsync("/helpdesk/journal");
            await visitor.Link("Événements plus anciens").ClickAsync();
        }),
        State("the journal of everybody", Onlooker.Administrator, (visitor, _) => visitor.GoToAsync("/helpdesk/journal?evenement=Message&resultat=Failed")),
        State("an empty journal", Onlooker.IdleAgent, (visitor, _) => visitor.GoToAsync("/helpdesk/journal?evenement=SignIn")),
        Refused("the journal refused", Onlooker.Agent, (visitor, _) => visitor.GoToAsync("/helpdesk/journal?jour=hier&evenement=rien")),
        At("/helpdesk/electeurs", Onlooker.Agent),
        State("electors found", Onlooker.Agent, (visitor, _) => visitor.GoToAsync("/helpdesk/electeurs?electeur=rochefoucauld")),
        State("no elector found", Onlooker.Agent, (visitor, _) => visitor.GoToAsync("/helpdesk/electeurs?electeur=personne")),
        Refused("the search refused", Onlooker.Agent, (visitor, _) => visitor.GoToAsync("/helpdesk/electeurs?electeur=a")),
        State("an elector's file", Onlooker.Agent, (visitor, site) => visitor.GoToAsync($"/helpdesk/electeurs/{site.Helpdesk.ElectorId}")),
        State("an act", Onlooker.Agent, (visitor, site) => visitor.GoToAsync($"/helpdesk/electeurs/{site.Helpdesk.ElectorId}/correction")),
        Refused("an act refused", Onlooker.Agent, async (visitor, site) =>
        {
            await visitor.GoToAsync($"/helpdesk/electeurs/{site.Helpdesk.ElectorId}/correction");
            await visitor.PressAsync("Corriger l'adresse enregistrée");
        }),
        At("/helpdesk/corrections", Onlooker.Agent),
        State("no correction", Onlooker.IdleAgent, (visitor, _) => visitor.GoToAsync("/helpdesk/corrections")),
        Refused("the answer to a correction refused", Onlooker.Agent, async (visitor, _) =>
        {
            await visitor.GoToAsync("/helpdesk/corrections");
            await visitor.Main.Locator("td a").First.ClickAsync();
            await visitor.PressAsync("Répondre");
        }),
        At("/helpdesk/statistiques", Onlooker.Agent),
        State("the figures of everybody", Onlooker.Administrator, (visitor, _) => visitor.GoToAsync("/helpdesk/statistiques")),
        State("no figure", Onlooker.IdleAgent, (visitor, _) => visitor.GoToAsync("/helpdesk/statistiques")),
        At("/helpdesk/messages", Onlooker.Agent),
        State("no message", Onlooker.IdleAgent, (visitor, _) => visitor.GoToAsync("/helpdesk/messages")),
        Refused("the messages refused", Onlooker.Administrator, (visitor, _) => visitor.GoToAsync("/helpdesk/messages?etat=rien")),
    ];
}
