namespace ElectorPortal.Web;

/// <summary>
/// Gives back to the machine what starting left behind, a quarter of the heap, which a portal at rest would keep for hours: once it has
/// started, and once more when each worker has made its first pass, which leaves behind what put its questions together.
/// </summary>
internal sealed class MemoryReturn(IHostApplicationLifetime lifetime, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(7);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        lifetime.ApplicationStarted.Register(GiveBack);
        await Task.Delay(Settled, time, stoppingToken);
        GiveBack();
    }

    private static void GiveBack() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
