using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Load.Tools;

/// <param name="Slowest">Of a hundred visitors meanwhile, the time of the slowest but one, in milliseconds.</param>
internal sealed record PeerFlood(string Name, double PerSecond, double Slowest);

/// <summary>
/// The smallest honest sign-in in Django and in Rails: a form with its token, bcrypt in the request as they come, a signed cookie in return; a
/// process per core.
/// </summary>
internal sealed class SignInPeers : IDisposable
{
    private const string Label = "Mot de passe";

    private readonly IReadOnlyList<(string Name, PeerProcess? Process)> peers;

    private SignInPeers(IReadOnlyList<(string, PeerProcess?)> peers) => this.peers = peers;

    public IEnumerable<string> Names => peers.Select(peer => peer.Name);

    /// <param name="hash">Of the tests' password.</param>
    public static async Task<SignInPeers> StartAsync(Programs programs, string hash)
    {
        var cores = Environment.ProcessorCount;
        const string page = $$$"""
            <form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="{{token}}">
            <label for="password">{{{Label}}}</label><input type="password" id="password" name="password"></form>
            """;
        return new SignInPeers([("Django", await programs.StartDjangoAsync(page, cores, hash)), ("Rails", await DebianPeers.StartRailsAsync(cores, hash))]);
    }

    /// <summary>Each in turn, while so many visitors come a second.</summary>
    /// <returns>Of those that are installed.</returns>
    public async Task<IReadOnlyList<PeerFlood>> MeasureAsync(int seconds, int connections, int visitorsPerSecond)
    {
        List<PeerFlood> measured = [];
        foreach (var (name, process) in peers)
        {
            if (process is null)
                continue;

            var form = await WrkForm.OpenAsync(process.Address, "/", Label);
            var visitors = Visitors.ComeAsync(process.Address, visitorsPerSecond, seconds);
            var run = await Wrk.RunAsync(process.Address, seconds, form.Script(Uri.EscapeDataString(TestElectors.Password)), connections);
            measured.Add(new PeerFlood(name, run.PerSecond, await visitors));
        }

        return measured;
    }

    public void Dispose()
    {
        foreach (var (_, process) in peers)
            process?.Dispose();
    }
}
