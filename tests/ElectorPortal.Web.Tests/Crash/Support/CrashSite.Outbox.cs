using ElectorPortal.Domain.Delivery;
using ElectorPortal.Web.Commands;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Web.Tests.Crash.Support;

/// <summary>Time passes until the portals have nothing left to do; then the guarantees are asked.</summary>
internal sealed partial class CrashSite
{
    private static readonly OutboxStatus[] Settled =
    [
        OutboxStatus.Submitted, OutboxStatus.Delivered, OutboxStatus.FailedPermanent, OutboxStatus.Superseded, OutboxStatus.Expired,
    ];

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(4);
    private const int MostSteps = 200;

    /// <summary>Lets time pass until each message is with its provider or at its end. Leases of the living are never outrun.</summary>
    public Task QuietAsync() => QuietAsync(() => false);

    /// <summary>As <see cref="QuietAsync()"/>, or until the trap strikes.</summary>
    public Task QuietOrStruckAsync() => QuietAsync(() => Trap.Struck() is not null);

    private async Task QuietAsync(Func<bool> isEnough)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            var waiting = await WaitingAsync();
            if (waiting.Count == 0 || isEnough())
                return;

            if (!waiting.Any(IsInHand) && waiting.Min(DueAt) is var due && due > Clock.Now)
                Clock.Move(due - Clock.Now + TimeSpan.FromSeconds(1));
            var changed = await Patience.WithinAsync(Tick, async () => isEnough() || !waiting.SequenceEqual(await WaitingAsync()));
            if (!changed && !waiting.Any(IsInHand))
                Clock.Move(TimeSpan.FromMinutes(1));
        }

        Assert.Fail($"No end comes to {string.Join(", ", await WaitingAsync())} at {Clock.Now:O}\n{Logs}");
    }

    /// <summary>The SMS of an elector's last request, and the steps it went through.</summary>
    public Task<OutboxMessage> SmsRowAsync(TestElector person) => RowAsync(person, MessageTopic.ReassortIdentifier);

    public Task<OutboxMessage> RowAsync(TestElector person, MessageTopic topic) => Aside.WithDbAsync(db => db.OutboxMessages.AsNoTracking()
        .Include(row => row.Events.OrderBy(step => step.Id))
        .Where(row => row.ElectorId == person.Id && row.Topic == topic)
        .OrderByDescending(row => row.Id)
        .FirstAsync());

    public Task StatusAsync(TestElector person, MessageTopic topic, params OutboxStatus[] statuses) => Patience.UntilAsync(
        $"{topic} is {string.Join(" or ", statuses)}", async () => Array.IndexOf(statuses, (await RowAsync(person, topic)).Status) >= 0);

    /// <summary>As the operator asks it: <c>database check</c>, exit code 0.</summary>
    public async Task CheckAsync()
    {
        // The clock was moved, and whoever was killed left that to the next portal.
        await Aside.SealJournalAsync();
        using var output = new StringWriter();
        string[] arguments = ["database", "check", "--environment=Test", .. settings.Select(setting => $"--{setting.Key}={setting.Value}")];
        var code = await PortalCommandLine.RunAsync(arguments, new CommandSurroundings
        {
            Output = output,
            Error = output,
            Services = services => services.AddSingleton<TimeProvider>(Clock),
        });
        Assert.True(code == ExitCodes.Done, $"{output}\n{Logs}");
    }

    private Task<List<Waiting>> WaitingAsync() => Aside.WithDbAsync(db => db.OutboxMessages.AsNoTracking()
        .Where(row => !Settled.Contains(row.Status))
        .OrderBy(row => row.Id)
        .Select(row => new Waiting(row.Id, row.Status, row.NextAttemptAt, row.LeaseUntil, row.LeaseOwner, row.Attempt))
        .ToListAsync());

    /// <summary>The portal that holds an elector's message at the moment.</summary>
    public async Task<PortalProcess> HolderAsync(TestElector person, MessageTopic topic)
    {
        await StatusAsync(person, topic, OutboxStatus.Sending);
        var row = await RowAsync(person, topic);
        return portals.Single(portal => IsOwner(portal, row.LeaseOwner));
    }

    private static bool IsOwner(PortalProcess portal, string? owner) => owner?.Split('/').Contains($"{portal.Id}") == true;

    private bool IsInHand(Waiting message) =>
        message.Status == OutboxStatus.Sending
        && portals.Any(portal => portal is { IsRunning: true, IsStopped: false } && IsOwner(portal, message.LeaseOwner));

    private DateTime DueAt(Waiting message) =>
        (message.Status == OutboxStatus.Sending ? message.LeaseUntil : message.NextAttemptAt) ?? Clock.Now;

    private sealed record Waiting(
        Guid Id, OutboxStatus Status, DateTime? NextAttemptAt, DateTime? LeaseUntil, string? LeaseOwner, int Attempt);
}
