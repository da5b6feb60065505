using ElectorPortal.Web.Tests.Crash.Inside;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.Crash.Support;

/// <summary>
/// One database, one or two portals on it as processes of their own, a mail server and an operator over the wire, a clock that the test
/// moves for all of them, and a trap to strike them with.
/// </summary>
internal sealed partial class CrashSite : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("portal-crash-").FullName;
    private readonly Dictionary<string, string?> settings;
    private readonly List<PortalProcess> portals = [];
    private readonly List<string> gone = [];

    private CrashSite(PortalApp aside, FakeTwilio twilio, SmtpPeer smtp)
    {
        Aside = aside;
        Twilio = twilio;
        Smtp = smtp;
        settings = new Dictionary<string, string?>(aside.Settings);
        Clock = new SteeredClock(folder);
        Clock.MoveTo(PortalApp.DuringTheVote);
        Trap = new Trap(folder);
    }

    /// <summary>A portal in this process on the same database, which works on nothing by itself: for looking, and for adding electors.</summary>
    public PortalApp Aside { get; }

    public FakeTwilio Twilio { get; }

    public SmtpPeer Smtp { get; }

    /// <summary>Of the portals that come.</summary>
    public bool IsMeasured { get; set; }

    public SteeredClock Clock { get; }

    public Trap Trap { get; }

    public IReadOnlyList<PortalProcess> Portals => portals;

    /// <summary>The first: the one that electors come to where nothing else is said.</summary>
    public PortalProcess Portal => portals[0];

    public string Logs => string.Join("\n\n", portals.Select((portal, index) => $"== portal {index + 1}\n{portal.Log}"));

    /// <param name="count">How many portals share the database.</param>
    public static async Task<CrashSite> StartAsync(Database database, int count = 1, params (string Key, string? Value)[] settings)
    {
        var (twilio, smtp) = (new FakeTwilio(), new SmtpPeer());
        await twilio.InitializeAsync();
        await smtp.InitializeAsync();
        (string, string?)[] all =
        [
            ("Election:Voting:Closes", "2019-11-29T17:00"),
            ("Election:Reassort:Closes", "2019-11-29T17:00"),
            ("Reassort:CoolDown", "00:00"),
            // A clock that is moved comes through nights.
            ("Retention:Nightly", "false"),
            .. twilio.Settings, .. smtp.Settings, .. settings,
        ];
        var site = new CrashSite(await PortalApp.StartAsync(database, all), twilio, smtp);
        // Its first use prepares the database and draws the keys.
        _ = site.Aside.Services;
        await Task.WhenAll(Enumerable.Range(0, count).Select(_ => site.AddPortalAsync()));
        return site;
    }

    /// <summary>One more portal on this database.</summary>
    /// <param name="own">What it is told and the others are not.</param>
    public Task<PortalProcess> AddPortalAsync(params (string Key, string? Value)[] own) => AddPortalAsync(0, own);

    /// <summary>As above, always on the same port, where a proxy knows it.</summary>
    public async Task<PortalProcess> AddPortalAsync(int port, params (string Key, string? Value)[] own)
    {
        var told = new Dictionary<string, string?>(settings);
        foreach (var (key, value) in own)
            told[key] = value;
        var portal = new PortalProcess(told, folder) { IsMeasured = IsMeasured, Port = port };
        portals.Add(portal);
        await portal.StartAsync();
        return portal;
    }

    public async Task RemovePortalAsync(PortalProcess portal)
    {
        portals.Remove(portal);
        await portal.DisposeAsync();
        gone.Add(portal.Log);
    }

    /// <summary>Returns once the trap has struck a portal.</summary>
    public async Task<PortalProcess> StruckAsync()
    {
        await Patience.UntilAsync("the trap strikes", () => Trap.Struck() is not null);
        return portals.Single(portal => portal.Id == Trap.Struck()!.Value.ProcessId);
    }

    /// <summary>Returns once the trap has struck a portal to death.</summary>
    public async Task<PortalProcess> DeathAsync()
    {
        var dead = await StruckAsync();
        await dead.DeathAsync();
        return dead;
    }

    /// <summary>Starts again whoever is dead.</summary>
    public Task RestartDeadAsync() =>
        Task.WhenAll(portals.Where(portal => !portal.IsRunning).Select(portal => portal.RestartAsync()));

    /// <summary>
    /// After a death: where another portal lives it must cope alone, then the dead one starts again; where none lives the dead one must.
    /// </summary>
    public async Task RecoverAsync()
    {
        if (portals.Any(portal => portal.IsRunning))
            await QuietAsync();
        await RestartDeadAsync();
        await QuietAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var portal in portals)
            await portal.DisposeAsync();
        Aside.Secrets.KnowOthers(
            [.. Twilio.Taken.Select(sms => sms.Body), .. (await Smtp.AllMailsAsync()).Select(mail => mail.Text)],
            Twilio.Taken.Select(sms => sms.To),
            string.Join('\n', gone.Append(Logs)));
        await Aside.DisposeAsync();
        await Smtp.DisposeAsync();
        await Twilio.DisposeAsync();
        Clock.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
