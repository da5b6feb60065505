using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Data;

/// <summary>
/// Whoever comes while others are being served waits for the next turn, which is for all who wait: a crowd costs the database few round trips
/// and few saves, a single one his own. A turn always begins after those came whom it serves.
/// </summary>
/// <param name="lanes">Turns under way at a time: where one is held up, the others go on.</param>
/// <param name="most">Served in one turn.</param>
/// <param name="serve">
/// Answers in the order of what was asked, by services of the turn's own. Where the save for several is refused, it is called again for each
/// of them.
/// </param>
internal sealed class TogetherLine<TAsked, TAnswer>(
    IServiceScopeFactory scopes, int lanes, int most, Func<IServiceProvider, IReadOnlyList<TAsked>, Task<IReadOnlyList<TAnswer>>> serve)
{
    private readonly Lock gate = new();
    private readonly Queue<Place> waiting = new();
    private int open;

    /// <exception cref="Exception">What the turn met.</exception>
    public Task<TAnswer> AskAsync(TAsked asked, CancellationToken cancellation)
    {
        var place = new Place(asked);
        lock (gate)
        {
            waiting.Enqueue(place);
            if (open < lanes)
            {
                open++;
                // Not within this request, whose user and trace are not those of the others.
                ThreadPool.UnsafeQueueUserWorkItem(static line => _ = line.ServeAllAsync(), this, preferLocal: false);
            }
        }

        return place.Answer.Task.WaitAsync(cancellation);
    }

    private async Task ServeAllAsync()
    {
        while (TakeWaiting() is { Count: > 0 } turn)
            await ServeAsync(turn);
    }

    /// <returns>None where nobody waits: the lane is closed then.</returns>
    private List<Place> TakeWaiting()
    {
        lock (gate)
        {
            List<Place> turn = [];
            while (turn.Count < most && waiting.TryDequeue(out var next))
                turn.Add(next);
            if (turn.Count == 0)
                open--;
            return turn;
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whoever asked meets the fault by himself.")]
    private async Task ServeAsync(List<Place> turn)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var answers = await serve(scope.ServiceProvider, [.. turn.Select(place => place.Asked)]);
            foreach (var (place, answer) in turn.Zip(answers))
                place.Answer.SetResult(answer);
        }
        catch (DbUpdateException) when (turn.Count > 1)
        {
            foreach (var place in turn)
                await ServeAsync([place]);
        }
        catch (Exception fault)
        {
            foreach (var place in turn)
                place.Answer.TrySetException(fault);
        }
    }

    private sealed record Place(TAsked Asked)
    {
        public TaskCompletionSource<TAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
