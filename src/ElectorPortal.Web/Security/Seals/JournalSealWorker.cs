using ElectorPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Security.Seals;

/// <summary>Seals the journal every few seconds, and writes the head of the chain to the log, which is kept elsewhere, once an hour.</summary>
internal sealed partial class JournalSealWorker(IServiceScopeFactory scopes, TimeProvider time, ILogger<JournalSealWorker> logger)
    : TickingWorker(Tick, time)
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan BetweenFarLooks = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BetweenNotes = TimeSpan.FromHours(1);

    /// <summary>What a portal that stops spends on its last entries.</summary>
    private static readonly TimeSpan LastPass = TimeSpan.FromSeconds(2);

    private DateTimeOffset? lookedFarBack;
    private DateTimeOffset? noted;

    /// <summary>Seals all there is to seal at this instant; what another node took first waits for the next pass.</summary>
    public async Task PassAsync(CancellationToken cancellation)
    {
        var now = Time.GetUtcNow();
        var isFarLookDue = IsDue(lookedFarBack, BetweenFarLooks, now);
        while (await SealAsync(isFarLookDue, cancellation) == JournalSealer.Batch)
        {
            // The same look again, until it finds less than it can take.
        }

        if (isFarLookDue)
            lookedFarBack = now;
        if (IsDue(noted, BetweenNotes, now))
        {
            await NoteHeadAsync(cancellation);
            noted = now;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await base.ExecuteAsync(stoppingToken);

        // What it leaves the next portal seals.
        using var last = new CancellationTokenSource(LastPass);
        await TryTickAsync(last.Token);
    }

    protected override Task TickAsync(CancellationToken cancellation) => PassAsync(cancellation);

    protected override void OnFailed(string failure) => LogPassFailed(logger, failure);

    private static bool IsDue(DateTimeOffset? done, TimeSpan spacing, DateTimeOffset now) =>
        done is null || (now - done.Value).Duration() >= spacing;

    private async Task<int> SealAsync(bool looksFarBack, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<JournalSealer>().SealAsync(looksFarBack, cancellation);
    }

    private async Task NoteHeadAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        var head = await db.JournalSeals.AsNoTracking().OrderByDescending(seal => seal.Position).FirstOrDefaultAsync(cancellation);
        if (head is null)
            return;

        var note = ChainNote.Of(head);
        LogHead(logger, note);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The head of the journal's chain is {Note}")]
    private static partial void LogHead(ILogger logger, ChainNote note);

    [LoggerMessage(Level = LogLevel.Error, Message = "The journal could not be sealed: {Failure}")]
    private static partial void LogPassFailed(ILogger logger, string failure);
}
