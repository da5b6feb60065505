using System.Net;
using ElectorPortal.Domain.Contests;
using ElectorPortal.Domain.Elections;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Results;

public sealed class ResultPagesTests
{
    [Theory, EachDatabase]
    public async Task A_result_is_read_with_its_turnout_votes_and_seats(Database database)
    {
        Assert.True(ParisTime.TryParse("2018-12-07T10:00", out var instant));
        await using var app = await PortalApp.StartAsync(database);
        app.Time.AdjustTime(instant);
        var person = await app.Electors.AddActiveAsync();
        await app.Contests.AddAsync("CSA", person);
        await app.Contests.AddAsync("SANS", person);
        await app.WithDbAsync(async db =>
        {
            var contest = await db.Contests.Include(row => row.Lists).SingleAsync(row => row.Code == "CSA");
            contest.Result = new ContestResult { Registered = 1_023_211, Voters = 436_321, Blank = 6_321 };
            foreach (var list in contest.Lists)
                list.Result = new ListResult { Votes = list.Number == 1 ? 322_500 : 107_500, Seats = list.Number == 1 ? 8 : 2 };
            return await db.SaveChangesAsync();
        });
        var browser = await app.Electors.SignInAsync(person);

        var all = await browser.GetAsync("/portail/resultats");
        var one = await browser.GetAsync("/portail/resultats/CSA");

        Assert.Contains("Participation : 42,6 % (436 321 votants sur 1 023 211 inscrits)", all.MainText, StringComparison.Ordinal);
        Assert.Contains("Les résultats de ce scrutin ne sont pas encore publiés.", all.MainText, StringComparison.Ordinal);
        Assert.Contains("Suffrages exprimés430 000", one.MainText, StringComparison.Ordinal);
        Assert.Equal(
            ["1|SIGLE1 – Liste 1 de CSA|322 500|75,0 %|8", "2|SIGLE2 – Liste 2 de CSA|107 500|25,0 %|2"],
            one.Document.QuerySelectorAll("main tbody tr").Select(row => string.Join('|', row.Children.Select(cell => cell.TextContent.Trim().Replace('\u00A0', ' ')))));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/portail/resultats/SANS")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/portail/resultats/RIEN")).Status);
    }
}
