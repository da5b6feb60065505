using ElectorPortal.Load.Invented;
using ElectorPortal.Load.Tools;
using ElectorPortal.Web.Tests.Crash.Support;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Load.Goals;

/// <summary>P4, first half: everybody types an address for the first time; link, mail and journal are committed before the answer.</summary>
internal static class ActivationCrowd
{
    private const double LeastPerSecond = 4800;
    private const int Connections = 256;
    private const string Field = "Adresse de messagerie professionnelle";

    /// <summary>In seconds; far more than the floor takes for its mails.</summary>
    private const int LongestHandOver = 60;

    /// <param name="electors">Each asks once: enough for all rounds, or the measurement says so.</param>
    public static async Task<IReadOnlyList<Finding>> MeasureAsync(Programs programs, int rounds, int seconds, int electors)
    {
        using var floor = await programs.StartFloorAsync();
        await using var site = await CrashSite.StartAsync(Database.PostgreSql, 0, ("Mail:Transport", "Demo"));
        await new InventedDatabase(site.Aside, Database.PostgreSql).FillAsync(electors, 0);
        site.IsMeasured = true;
        var portal = await site.AddPortalAsync();
        var form = await WrkForm.OpenAsync(portal.Address, "/", Field);
        var empty = await WrkForm.OpenEmptyAsync(floor.Address);
        var rows = new BareRows(site.Aside.OwnDatabase.ConnectionString);
        List<double> posts = [], bare = [], left = [], asked = [];
        var promised = 0;
        for (var round = 0; round <= rounds; round++)
        {
            var below = await Wrk.RunAsync(new Uri(floor.Address, "/empty"), seconds, empty.Script());
            // The last quarter of the electors is the floor's.
            var floorsRows = await rows.ActivationsAsync(seconds, (electors * 3 / 4) + (round * electors / 4 / (rounds + 1)));
            var floorsMails = await rows.HandOversAsync(LongestHandOver);
            var before = await site.Aside.WithDbAsync(db => db.OutboxMessages.CountAsync());
            var above = await Wrk.RunAsync(portal.Address, seconds, form.Script($"prenom.nom%d%%40ac-invente.fr", promised), Connections);
            // What was promised is in the database, whatever the load's own count says.
            var now = await site.Aside.WithDbAsync(db => db.OutboxMessages.CountAsync()) - before;
            promised += now;
            if (promised >= electors * 3 / 4)
                throw new InvalidOperationException($"{electors} electors were too few: give more.");
            // The first round warms all up.
            if (round == 0)
                continue;

            posts.Add(below.PerSecond);
            bare.Add(floorsRows);
            left.Add(floorsMails);
            asked.Add(Math.Min(above.PerSecond, now / (double)seconds));
        }

        var reached = Figures.Percentile(asked, 0.5);
        // Mails that leave more slowly than they are asked for fill the outbox, and the portal refuses the next: they are part of it.
        double[] floors = [Figures.Percentile(posts, 0.5), Figures.Percentile(bare, 0.5), Figures.Percentile(left, 0.5)];
        var (answered, whole) = (Figures.InTurn(floors[..2]), Figures.InTurn(floors));
        return
        [
            new Finding(
                "P4", "activations asked, committed before the answer, a second on PostgreSQL", Figures.Spread(asked), $"at least {LeastPerSecond:0}", reached >= LeastPerSecond),
            new Finding(
                "P4", $"an empty POST, then the same rows written bare, {BareRows.Together} at a time, a second",
                $"{Figures.Spread(posts)}, {Figures.Spread(bare)}, one after the other {Figures.Text(answered)}: {Figures.Text(reached / answered, "0.00")} times", "", null),
            new Finding(
                "P4", "then the same mails claimed and settled bare, as if each left in no time, a second",
                $"{Figures.Spread(left)}, all three one after the other {Figures.Text(whole)}: {Figures.Text(reached / whole, "0.00")} times", "", null),
        ];
    }
}
