using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Web.Tests.Security.Seals;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.Helpdesk;

/// <summary>However many electors there are and however long the journal is, what the helpdesk asks is answered from an index.</summary>
public sealed class JournalPlanTests
{
    [Theory, EachDatabase]
    public async Task A_page_of_the_journal_is_read_from_an_index_in_its_order(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        using var plans = new QueryPlans(app);
        var (supervisor, agent) = (await app.Agents.SignInAsync(AgentRole.Supervisor), await app.Agents.SignInAsync());

        foreach (var query in new[] { "", "?evenement=SignIn", "?resultat=Failed", "?academie=Amiens&jour=2018-11-30", "?academie=Amiens&evenement=Reassort", "?avant=636791760000000000-5" })
            await AssertGoodPlanAsync(supervisor, query);
        foreach (var query in new[] { "", "?evenement=SignIn&resultat=Refused", "?avant=636791760000000000-5" })
            await AssertGoodPlanAsync(agent, query);

        async Task AssertGoodPlanAsync(TestBrowser browser, string query)
        {
            plans.Forget();
            await browser.GetAsync($"/helpdesk/journal{query}");
            await plans.AssertReadsFromIndexesAsync("Journal", "ORDER BY", "\"Journal\"");
            await plans.AssertSortsNothingAsync("ORDER BY", "\"Journal\"");
        }
    }

    [Theory, EachDatabase]
    public async Task An_elector_is_looked_for_by_an_index(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        using var plans = new QueryPlans(app);
        await app.Electors.AddAsync();
        var (supervisor, plain) = (await app.Agents.SignInAsync(AgentRole.Supervisor), await app.Agents.SignInAsync());

        foreach (var (agent, typed) in new[] { (supervisor, "bernard"), (supervisor, "camille.bernard1@ac-amiens.fr"), (plain, "bernard") })
        {
            plans.Forget();
            await agent.GetAsync($"/helpdesk/electeurs?electeur={Uri.EscapeDataString(typed)}");
            await plans.AssertLooksUpAsync("Electors", "\"FoldedFirstNames\"");
        }
    }

    [Theory, EachDatabase]
    public async Task An_address_typed_at_the_door_is_looked_up_by_an_index(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        using var plans = new QueryPlans(app);
        var elector = await app.Electors.AddActiveAsync();
        plans.Forget();

        await app.Electors.SignInAsync(elector);

        await plans.AssertLooksUpAsync("Electors", "\"ElectorAddresses\"");
        await plans.AssertLooksUpAsync("ElectorAddresses", "\"ElectorAddresses\"");
    }

    [Theory, EachDatabase]
    public async Task The_chain_over_the_journal_is_followed_by_its_indexes(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        using var plans = new QueryPlans(app);
        await app.WriteAsync(3);
        await app.SealJournalAsync();
        plans.Forget();

        await app.CheckAsync();

        await plans.AssertLooksUpAsync("Journal", "\"JournalSeals\"", "\"NetworkAddress\"");
    }
}
