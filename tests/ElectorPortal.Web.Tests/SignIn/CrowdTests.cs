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
    private static readonly BcryptInput Any = new("x", "$2a$04$CCCCCCCCCCCCCCCCCCCCC.");

    [Fact]
    [Trait("ASVS", "15.2.2")]
    public async Task Whoever_finds_the_queue_full_is_asked_to_come_back_and_his_try_does_not_count()
    {
        using var doors = new Doors();
        await using var app = await PortalApp.StartAsync(
            Database.Sqlite, services => services.AddSingleton<IBcryptEngine>(doors), ("Password:QueueLength", "1"));
        doors.Open();
        var person = await app.Electors.AddActiveAsync();
        doors.Close();
        var browser = app.NewBrowser();
        var entry = await browser.GetAsync("/");
        var form = (await (await entry.Fill("Adresse de messagerie professionnelle", person.Email).PressAsync("Continuer")).FollowAsync())
            .Fill("Mot de passe personnel électeur", TestElectors.Password);
        var threads = app.Services.GetRequiredService<HashingThreads>();
        var others = await OccupyAsync(threads, doors);
        others.Add(threads.HashAsync(Any, CancellationToken.None));

        var crowded = await form.PressAsync("Se connecter");
        var elsewhere = await browser.GetAsync("/aide");
        doors.Open();
        await Task.WhenAll(others);
        var later = await form.PressAsync("Se connecter");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Beaucoup de personnes se connectent en ce moment"), (crowded.Status, crowded.Heading));
        Assert.Equal("15", crowded.Answer.Headers.RetryAfter!.ToString());
        Assert.Equal(HttpStatusCode.OK, elsewhere.Status);
        Assert.Equal("/portail/accueil", later.Location);
        Assert.Equal(0, await app.WithDbAsync(db => db.SignInFailures.CountAsync()));
        Assert.Equal([JournalOutcome.Done], await app.WithDbAsync(db => db.Journal.Where(row => row.Kind == JournalKind.SignIn).Select(row => row.Outcome).ToListAsync()));
    }

    [Fact]
    public async Task Whoever_went_away_is_passed_over_and_those_who_wait_together_are_served_together()
    {
        using var engine = new Doors { Most = 4 };
        using var threads = new HashingThreads(new PasswordOptions(), engine);
        using var gone = new CancellationTokenSource();
        var busy = await OccupyAsync(threads, engine);

        var waiting = threads.HashAsync(Any, gone.Token);
        var others = Enumerable.Range(0, 3).Select(_ => threads.HashAsync(Any, CancellationToken.None)).ToList();
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
        using var threads = new HashingThreads(new PasswordOptions(), engine);
        var busy = await OccupyAsync(threads, engine);

        var others = new[] { Any, Any with { Setting = "$2a$05$CCCCCCCCCCCCCCCCCCCCC." }, Any }.Select(input => threads.HashAsync(input, CancellationToken.None)).ToList();
        engine.Open();

        await Task.WhenAll(busy.Concat(others));
        Assert.False(engine.SawTwoCosts);
    }

    /// <summary>Keeps every thread busy until the doors open.</summary>
    private static async Task<List<Task<string>>> OccupyAsync(HashingThreads threads, Doors engine)
    {
        var others = new List<Task<string>>();
        while (engine.Waiting < Environment.ProcessorCount)
        {
            // One after the other: a thread takes all that wait.
            var (before, job) = (engine.Waiting, threads.HashAsync(Any, CancellationToken.None));
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
