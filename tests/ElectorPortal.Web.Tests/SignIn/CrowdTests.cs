using System.Collections.Concurrent;
using System.Net;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Security.Passwords;
using ElectorPortal.Web.Security.Passwords.Bcrypt;
using ElectorPortal.Web.Settings;
using ElectorPortal.Web.Tests.Crash.Support;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Web.Tests.SignIn;

/// <summary>A crowd at the door.</summary>
public sealed class CrowdTests
{
    private const string Password = "Mot de passe personnel électeur";

    private static readonly BcryptInput Any = new("x", "$2a$04$CCCCCCCCCCCCCCCCCCCCC.");

    [Fact]
    [Trait("ASVS", "15.2.2")]
    public async Task Whoever_finds_the_line_full_keeps_his_place_for_his_own_address_and_his_try_does_not_count()
    {
        using var doors = new Doors();
        await using var app = await PortalApp.StartAsync(
            Database.Sqlite, services => services.AddSingleton<IBcryptEngine>(doors), ("Password:QueueLength", "1"));
        doors.Open();
        var (person, other) = (await app.Electors.AddActiveAsync(), await app.Electors.AddActiveAsync());
        doors.Close();
        var browser = app.NewBrowser();
        var form = await OpenAsync(browser, person);
        var stranger = await OpenAsync(app.NewBrowser(), other);
        var threads = app.Services.GetRequiredService<HashingThreads>();
        var others = await OccupyAsync(threads, doors);
        others.Add(threads.HashAsync(Any, null, CancellationToken.None));

        var crowded = await form.PressAsync("Se connecter");
        var elsewhere = await browser.GetAsync("/aide");
        // The line is still full: he is in it now, behind those who came before him, and a newcomer is not.
        var later = crowded.Fill(Password, TestElectors.Password).PressAsync("Se connecter");
        await Patience.UntilAsync("he waits", () => threads.Waiting == 2);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await stranger.PressAsync("Se connecter")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await (await OpenAsync(browser, other)).PressAsync("Se connecter")).Status);
        doors.Open();
        await Task.WhenAll(others);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Beaucoup de personnes se connectent en ce moment"), (crowded.Status, crowded.Heading));
        Assert.Equal("15", crowded.Answer.Headers.RetryAfter!.ToString());
        Assert.Equal("", crowded.Field(Password).GetAttribute("value") ?? "");
        Assert.Equal(HttpStatusCode.OK, elsewhere.Status);
        Assert.Equal("/portail/accueil", (await later).Location);
        Assert.Equal(3, threads.TurnedAway);
        Assert.Equal(0, await app.WithDbAsync(db => db.SignInFailures.CountAsync()));
        Assert.Equal([JournalOutcome.Done], await app.WithDbAsync(db => db.Journal.Where(row => row.Kind == JournalKind.SignIn).Select(row => row.Outcome).ToListAsync()));
    }

    [Fact]
    public void Each_is_served_in_the_order_in_which_he_first_came()
    {
        using var line = new WaitingLine<string>(2);

        Assert.True(line.TryAdd("came at 0", At(0), comesBack: false));
        Assert.True(line.TryAdd("came at 2", At(2), comesBack: false));
        Assert.False(line.TryAdd("came at 3", At(3), comesBack: false));
        Assert.True(line.TryAdd("came at 1", At(1), comesBack: true));
        Assert.True(line.TryAdd("came at 2 too", At(2), comesBack: true));
        Assert.False(line.HasRoom(comesBack: true));
        Assert.False(line.TryAdd("came first of all", At(-1), comesBack: true));

        Assert.Equal(["came at 0", "came at 1"], line.Take(2));
        Assert.Equal(["came at 2", "came at 2 too"], line.Take(4));
    }

    [Fact]
    public async Task Whoever_went_away_is_passed_over_and_those_who_wait_together_are_served_together()
    {
        using var engine = new Doors { Most = 4 };
        using var threads = new HashingThreads(new PasswordOptions(), engine, TimeProvider.System);
        using var gone = new CancellationTokenSource();
        var busy = await OccupyAsync(threads, engine);

        var waiting = threads.HashAsync(Any, null, gone.Token);
        var others = Enumerable.Range(0, 3).Select(_ => threads.HashAsync(Any, null, CancellationToken.None)).ToList();
        await gone.CancelAsync();
        engine.Open();

        await Task.WhenAll(busy.Concat(others));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(busy.Count + 3, engine.Served.Sum());
        Assert.Contains(engine.Served, count => count > 1);
    }

    [Fact]
    public async Task Passwords_of_two_costs_are_not_computed_together()
    {
        using var engine = new Doors { Most = 4 };
        using var threads = new HashingThreads(new PasswordOptions(), engine, TimeProvider.System);
        var busy = await OccupyAsync(threads, engine);

        var others = new[] { Any, Any with { Setting = "$2a$05$CCCCCCCCCCCCCCCCCCCCC." }, Any }.Select(input => threads.HashAsync(input, null, CancellationToken.None)).ToList();
        engine.Open();

        await Task.WhenAll(busy.Concat(others));
        Assert.False(engine.SawTwoCosts);
    }

    [Fact]
    public async Task All_threads_end_with_the_portal()
    {
        using var line = new WaitingLine<string>(2);
        var takers = Enumerable.Range(0, 3).Select(_ => Task.Run(() => line.Take(4))).ToList();

        line.Close();

        Assert.All(await Task.WhenAll(takers), Assert.Empty);
        Assert.Empty(line.Take(4));
    }

    private static DateTime At(int second) => PortalApp.DuringTheVote.UtcDateTime.AddSeconds(second);

    /// <summary>The form with the right password in it.</summary>
    private static async Task<TestPage> OpenAsync(TestBrowser browser, TestElector person)
    {
        var entry = await browser.GetAsync("/");
        return (await (await entry.Fill("Adresse de messagerie professionnelle", person.Email).PressAsync("Continuer")).FollowAsync())
            .Fill(Password, TestElectors.Password);
    }

    /// <summary>Keeps every thread busy until the doors open.</summary>
    private static async Task<List<Task<string>>> OccupyAsync(HashingThreads threads, Doors engine)
    {
        var others = new List<Task<string>>();
        while (engine.Waiting < Environment.ProcessorCount)
        {
            // One after the other: a thread takes all that wait.
            var (before, job) = (engine.Waiting, threads.HashAsync(Any, null, CancellationToken.None));
            others.Add(job);
            await Patience.UntilAsync("a thread takes it", () => engine.Waiting > before);
        }

        return others;
    }

    /// <summary>An engine whose work ends when somebody opens the doors.</summary>
    private sealed class Doors : IBcryptEngine, IDisposable
    {
        private readonly ManualResetEventSlim doors = new();
        private int waiting;

        public int Most { get; init; } = 1;

        public int Waiting => waiting;

        /// <summary>How many at once, each time.</summary>
        public ConcurrentBag<int> Served { get; } = [];

        public bool SawTwoCosts { get; private set; }

        public void Open() => doors.Set();

        public void Close()
        {
            doors.Reset();
            waiting = 0;
        }

        public IReadOnlyList<string> Hash(IReadOnlyList<BcryptInput> inputs)
        {
            Interlocked.Increment(ref waiting);
            doors.Wait();
            Served.Add(inputs.Count);
            SawTwoCosts |= inputs.Select(input => input.Cost).Distinct().Count() > 1;
            return [.. inputs.Select(input => BCrypt.Net.BCrypt.HashPassword(input.Password, input.Setting))];
        }

        public void Dispose() => doors.Dispose();
    }
}
