using System.Diagnostics.CodeAnalysis;
using ElectorPortal.Domain.SignIn;
using ElectorPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Security.Sessions;

/// <summary>
/// What every page of a signed-in elector asks the database. Whoever comes while others are being asked about waits for the next question,
/// which is about all who wait: a crowd costs few round trips, a single reader his own. The question is always put after the request came.
/// </summary>
internal sealed class SessionLookups(IServiceScopeFactory scopes)
{
    /// <summary>Questions at the database at a time: where one is held up, the others go on.</summary>
    private const int MostLanes = 4;

    private const int MostAtOnce = 50;

    /// <summary>Of this portal's database alone: it is compiled for the first that it is asked of.</summary>
    private readonly Func<PortalDbContext, byte[][], IAsyncEnumerable<ElectorSession>> find = EF.CompileAsyncQuery(
        (PortalDbContext db, byte[][] hashes) => db.Sessions.AsNoTracking()
            .Include(row => row.Elector!).ThenInclude(elector => elector.Academy)
            .Where(row => hashes.Contains(row.TokenHash)));

    private readonly Lock gate = new();
    private readonly Queue<Lookup> waiting = new();
    private int lanes;

    /// <summary>The session with its elector and his académie, for reading; null where there is none. Requests of one session may be given the same object.</summary>
    public Task<ElectorSession?> FindAsync(byte[] tokenHash, CancellationToken cancellation)
    {
        var lookup = new Lookup(tokenHash);
        lock (gate)
        {
            waiting.Enqueue(lookup);
            if (lanes < MostLanes)
            {
                lanes++;
                // Not within this request, whose user and trace are not those of the others.
                ThreadPool.UnsafeQueueUserWorkItem(static lookups => _ = lookups.AnswerAllAsync(), this, preferLocal: false);
            }
        }

        return lookup.Answer.Task.WaitAsync(cancellation);
    }

    private async Task AnswerAllAsync()
    {
        while (TakeWaiting() is { Count: > 0 } batch)
            await AnswerAsync(batch);
    }

    /// <returns>None where nobody waits: the lane is closed then.</returns>
    private List<Lookup> TakeWaiting()
    {
        lock (gate)
        {
            List<Lookup> batch = [];
            while (batch.Count < MostAtOnce && waiting.TryDequeue(out var next))
                batch.Add(next);
            if (batch.Count == 0)
                lanes--;
            return batch;
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Each request meets the fault by itself.")]
    private async Task AnswerAsync(List<Lookup> batch)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
            var found = new Dictionary<string, ElectorSession>(batch.Count);
            await foreach (var session in find(db, [.. batch.Select(lookup => lookup.TokenHash)]))
                found[Convert.ToBase64String(session.TokenHash)] = session;
            foreach (var lookup in batch)
                lookup.Answer.SetResult(found.GetValueOrDefault(Convert.ToBase64String(lookup.TokenHash)));
        }
        catch (Exception fault)
        {
            foreach (var lookup in batch)
                lookup.Answer.TrySetException(fault);
        }
    }

    private sealed record Lookup(byte[] TokenHash)
    {
        public TaskCompletionSource<ElectorSession?> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
