namespace ElectorPortal.Web.Outbox;

/// <summary>Wakes the worker of this process as soon as a message is committed, instead of at its next tick.</summary>
internal sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim wakeUp = new(0, 1);

    public void Ring()
    {
        try
        {
            wakeUp.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already rung.
        }
    }

    /// <summary>Returns when rung, or after that time.</summary>
    public Task WaitAsync(TimeSpan longest, CancellationToken cancellation) => wakeUp.WaitAsync(longest, cancellation);

    public void Dispose() => wakeUp.Dispose();
}
