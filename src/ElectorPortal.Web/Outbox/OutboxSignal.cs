using ElectorPortal.Domain.Delivery;

namespace ElectorPortal.Web.Outbox;

/// <summary>Wakes the workers of this process as soon as a message is committed, instead of at their next tick.</summary>
internal sealed class OutboxSignal : IDisposable
{
    private readonly Dictionary<Channel, SemaphoreSlim> wakeUps =
        Enum.GetValues<Channel>().ToDictionary(channel => channel, _ => new SemaphoreSlim(0, 1));

    public void Ring()
    {
        foreach (var wakeUp in wakeUps.Values)
            Ring(wakeUp);
    }

    /// <summary>Returns when rung, or after that time.</summary>
    public Task WaitAsync(Channel channel, TimeSpan longest, CancellationToken cancellation) =>
        wakeUps[channel].WaitAsync(longest, cancellation);

    public void Dispose()
    {
        foreach (var wakeUp in wakeUps.Values)
            wakeUp.Dispose();
    }

    private static void Ring(SemaphoreSlim wakeUp)
    {
        // Already rung, as nearly always in a crowd: not told by an exception, which costs as much as a query.
        lock (wakeUp)
        {
            if (wakeUp.CurrentCount == 0)
                wakeUp.Release();
        }
    }
}
