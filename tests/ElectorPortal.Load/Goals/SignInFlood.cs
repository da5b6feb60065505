using System.Diagnostics;
using System.Net;
using ElectorPortal.Load.Invented;
using ElectorPortal.Load.Tools;
using ElectorPortal.Web.Tests.Crash.Support;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Load.Goals;

/// <summary>P3, and the memory of P9: two dozen people at a time sign in without a pause, while others come to the first page.</summary>
internal static class SignInFlood
{
    private const int Connections = 24;
    private const int VisitorsPerSecond = 200;
    private const int Cost = 11;

    /// <summary>Uncounted, in seconds: the portal had nothing to do for half a minute while the peers had their turn.</summary>
    private const int WakingUp = 2;

    private const double LeastTimes = 1.7;
    private const double TimesPeer = 2;
    private const double MostMilliseconds = 10;
    private const double MostMemory = 500;

    public static async Task<IReadOnlyList<Finding>> MeasureAsync(Programs programs, int rounds, int seconds)
    {
        var hash = BCrypt.Net.BCrypt.HashPassword(TestElectors.Password, Cost);
        await using var site = await CrashSite.StartAsync(Database.PostgreSql, 0, ("Password:Cost", $"{Cost}"), ("Throttling:WrongPasswordsPerNetwork", "1000000"));
        await new InventedDatabase(site.Aside, Database.PostgreSql).FillAsync(Connections, 0);
        await InventedSessions.ActivateAsync(site.Aside, Connections, hash);
        site.IsMeasured = true;
        var portal = await site.AddPortalAsync();
        var forms = await Task.WhenAll(Enumerable.Range(1, Connections).Select(number => SignInForm.OpenAsync(portal, InventedElectorate.Address(number).Value)));
        using var peers = await SignInPeers.StartAsync(programs, hash);
        List<PeerFlood> beside = [];
        List<double> native = [], signIns = [], slowest = [];
        var (busy, memory) = (0, 0d);
        for (var round = 0; round <= rounds; round++)
        {
            var below = await NativeBcrypt.MeasureAsync(seconds, Cost);
            var (served, crowded, p99) = await FloodAsync(portal.Address, forms, seconds);
            memory = Math.Max(memory, ProcessMemory.ResidentOf(portal.Id));
            var inPeers = await peers.MeasureAsync(seconds, Connections, VisitorsPerSecond);
            // The first round warms all up.
            if (round == 0)
                continue;

            native.Add(below);
            signIns.Add(served);
            slowest.Add(p99);
            busy += crowded;
            beside.AddRange(inPeers);
        }

        var times = Figures.Percentile(signIns, 0.5) / Figures.Percentile(native, 0.5);
        return
        [
            new Finding("P3", $"sign-ins a second, {Connections} at a time", $"{Figures.Spread(signIns, "0.0")}, libxcrypt on all cores {Figures.Spread(native, "0.0")}: {Figures.Text(times, "0.00")} times", "at least 1.70", times >= LeastTimes),
            .. peers.Names.Select(name => Finding.Beside("P3", $"sign-ins in {name}, a process per core", signIns, [.. beside.Where(peer => peer.Name == name).Select(peer => peer.PerSecond)], TimesPeer)),
            new Finding("P3", $"first page meanwhile, {VisitorsPerSecond} visitors a second, p99", $"{Figures.Spread(slowest, "0.0")} ms", $"under {MostMilliseconds:0} ms", Figures.Percentile(slowest, 0.5) < MostMilliseconds),
            .. beside.ToLookup(peer => peer.Name, peer => peer.Slowest).Select(peer => new Finding("P3", $"the same in {peer.Key}", $"{Figures.Spread([.. peer])} ms", "", null)),
            new Finding("P3", "sign-ins that were asked to come back", $"{busy}", "said", null),
            new Finding("P9", "memory under that flood", $"{memory:0} MB", $"under {MostMemory:0} MB", memory < MostMemory),
        ];
    }

    private static async Task<(double PerSecond, int Busy, double P99)> FloodAsync(Uri portal, IReadOnlyList<SignInForm> forms, int seconds)
    {
        using var over = new CancellationTokenSource();
        var (served, crowded) = (0, 0);
        var crowd = Task.WhenAll(forms.Select(async form =>
        {
            while (!over.IsCancellationRequested)
            {
                var status = await form.PostAsync(TestElectors.Password);
                _ = status switch
                {
                    HttpStatusCode.SeeOther => Interlocked.Increment(ref served),
                    HttpStatusCode.ServiceUnavailable => Interlocked.Increment(ref crowded),
                    _ => throw new InvalidOperationException($"A sign-in was lost: {status}"),
                };
            }
        }));
        await Visitors.ComeAsync(portal, VisitorsPerSecond, WakingUp);
        var (begun, servedBefore) = (Stopwatch.GetTimestamp(), Volatile.Read(ref served));
        var slowest = await Visitors.ComeAsync(portal, VisitorsPerSecond, seconds);
        await over.CancelAsync();
        await crowd;
        return ((served - servedBefore) / Stopwatch.GetElapsedTime(begun).TotalSeconds, crowded, slowest);
    }
}
