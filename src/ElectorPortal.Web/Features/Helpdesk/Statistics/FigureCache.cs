using System.Collections.Concurrent;

namespace ElectorPortal.Web.Features.Helpdesk.Statistics;

/// <summary>
/// Spares the database the same counts for every agent who looks: one count per scope at a time, kept for some seconds. What was counted for
/// one scope is shown to no other.
/// </summary>
internal sealed class FigureCache(TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, Place> places = new();

    public async Task<Figures> GetAsync(string scope, Func<Task<Figures>> count, CancellationToken cancellation)
    {
        var place = places.GetOrAdd(scope, _ => new Place());
        await place.Turn.WaitAsync(cancellation);
        try
        {
            var now = time.GetUtcNow().UtcDateTime;
            if (place.Figures is not { } known || (now - known.At).Duration() >= Lifetime)
                place.Figures = known = await count();
            return known;
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
    }
}
