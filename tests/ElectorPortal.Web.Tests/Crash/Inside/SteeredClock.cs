using System.IO.MemoryMappedFiles;

namespace ElectorPortal.Web.Tests.Crash.Inside;

/// <summary>
/// The system's clock plus an offset in a file that all processes of a test map into their memory: the test moves the time of all of
/// them at once. Timers run on real time.
/// </summary>
internal sealed class SteeredClock : TimeProvider, IDisposable
{
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor offset;

    public SteeredClock(string folder)
    {
        file = MemoryMappedFile.CreateFromFile(Path.Combine(folder, "clock"), FileMode.OpenOrCreate, mapName: null, sizeof(long));
        offset = file.CreateViewAccessor(0, sizeof(long));
    }

    /// <summary>UTC.</summary>
    public DateTime Now => GetUtcNow().UtcDateTime;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(offset.ReadInt64(0));

    /// <param name="step">Negative: the clock is set back.</param>
    public void Move(TimeSpan step) => offset.Write(0, offset.ReadInt64(0) + step.Ticks);

    public void MoveTo(DateTimeOffset instant) => Move(instant - GetUtcNow());

    public void Dispose()
    {
        offset.Dispose();
        file.Dispose();
    }
}
