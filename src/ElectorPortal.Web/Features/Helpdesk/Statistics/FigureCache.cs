using System.Collections.Concurrent;

namespace ElectorPortal.Web.Features.Helpdesk.Statistics;

/// <summary>
/// Spares the database the same counts for every agent who looks: one count per scope at a time, kept for some seconds, longer where it was
/// long in the making. What was counted for one scope is shown to no other.
/// </summary>
internal sealed class FigureCache(TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(20);

    /// <summary>The database counts for a scope a tenth of the time at most.</summary>
    private const int TimesItsMaking = 10;

    private readonly ConcurrentDictionary<string, Place> places = new();

    public async Task<Figures> GetAsync(string scope, Func<Task<Figures>> count, CancellationToken cancellation)
    {
        var place = places.GetOrAdd(scope, _ => new Place());
        await place.Turn.WaitAsync(cancellation);
        try
        {
            if (place.Figures is { } known && time.GetElapsedTime(place.CountedAt) < place.Lifetime)
                return known;

            var start = time.GetTimestamp();
            place.Figures = await count();
            place.CountedAt = time.GetTimestamp();
            var making = time.GetElapsedTime(start) * TimesItsMaking;
            place.Lifetime = making > Lifetime ? making : Lifetime;
            return place.Figures;
        }
        finally
        {
            place.Turn.Release();
        }
    }

    private sealed class Place
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public Figures? Figures { get; set; }

        public long CountedAt { get; set; }

        public TimeSpan Lifetime { get; set; }
    }
}
