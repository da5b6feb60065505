using System.Net;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Security.Passwords;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Web.Tests.SignIn;

/// <summary>A crowd at the door.</summary>
public sealed class CrowdTests
{
    [Fact]
    [Trait("ASVS", "15.2.2")]
    public async Task Whoever_finds_the_queue_full_is_asked_to_come_back_and_his_try_does_not_count()
    {
        await using var app = await PortalApp.StartAsync(Database.Sqlite, ("Password:QueueLength", "1"));
        var person = await app.Electors.AddActiveAsync();
        var browser = app.NewBrowser();
        var entry = await browser.GetAsync("/");
        var form = (await (await entry.Fill("Adresse de messagerie professionnelle", person.Email).PressAsync("Continuer")).FollowAsync())
            .Fill("Mot de passe personnel électeur", TestElectors.Password);
        using var doors = new ManualResetEventSlim();
        var threads = app.Services.GetRequiredService<HashingThreads>();
        var others = Occupy(threads, doors);

        var crowded = await form.PressAsync("Se connecter");
        var elsewhere = await browser.GetAsync("/aide");
        doors.Set();
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
    public async Task Whoever_went_away_is_passed_over()
    {
        await using var app = await PortalApp.StartAsync();
        var threads = app.Services.GetRequiredService<HashingThreads>();
        using var doors = new ManualResetEventSlim();
        using var gone = new CancellationTokenSource();
        var worked = false;
        var others = Occupy(threads, doors, leaveRoom: true);

        var waiting = threads.RunAsync(() => worked = true, gone.Token);
        await gone.CancelAsync();
        doors.Set();

        await Task.WhenAll(others);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.False(worked);
    }

    /// <summary>Keeps every thread busy, and the queue full, until the doors open.</summary>
    private static List<Task<bool>> Occupy(HashingThreads threads, ManualResetEventSlim doors, bool leaveRoom = false)
    {
        var others = new List<Task<bool>>();
        using var busy = new CountdownEvent(Environment.ProcessorCount);
        while (others.Count < Environment.ProcessorCount)
        {
            try
            {
                others.Add(threads.RunAsync(
                    () =>
                    {
                        busy.Signal();
                        doors.Wait();
                        return true;
                    },
                    CancellationToken.None));
            }
            catch (CrowdException)
            {
                // A thread has not taken the one before yet.
                Thread.Yield();
            }
        }

        busy.Wait();
        if (!leaveRoom)
            others.Add(threads.RunAsync(() => true, CancellationToken.None));
        return others;
    }
}
