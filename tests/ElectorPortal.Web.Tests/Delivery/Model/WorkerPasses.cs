using ElectorPortal.Domain.Delivery;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Outbox;
using ElectorPortal.Web.Settings;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Web.Tests.Delivery.Model;

/// <summary>Two workers as on two machines: they share the database and nothing else. Each can be stopped within a call, or die at a save.</summary>
internal sealed class WorkerPasses(Play play)
{
    public const int Workers = 2;

    private readonly List<StoppedPass> stopped = [];
    private readonly List<ChannelStates> memories = [];

    private readonly Dictionary<Channel, DateTimeOffset> looks = Enum.GetValues<Channel>().ToDictionary(channel => channel, _ => PortalApp.DuringTheVote);

    /// <summary>When each channel had last been looked after, by the portal's clock.</summary>
    public DateTimeOffset LookedAt => looks.Values.Min();

    public void SetClockBack()
    {
        var now = play.App.Time.GetUtcNow();
        foreach (var channel in looks.Keys.Where(channel => looks[channel] > now))
            looks[channel] = now;
    }

    /// <summary>Fresh processes, that remember nothing.</summary>
    public void Renew()
    {
        Forget();
        for (var i = 0; i < Workers; i++)
            memories.Add(new ChannelStates(play.App.Services.GetRequiredService<OutboxOptions>()));
    }

    public async Task PassAsync(Pass pass)
    {
        var provider = play.ProviderOf(pass.Channel);
        var errand = provider.Errand = new Errand();
        var scope = play.App.Services.CreateAsyncScope();
        DieAt(scope.ServiceProvider.GetRequiredService<PortalDbContext>(), pass.Death, pass.DiesAtSave);
        var work = WorkAsync(scope, pass.Worker, pass.Channel, errand);
        await Task.WhenAny(work, errand.Stopped);
        if (provider.Mood is Mood.StopsTheWorkerBeforeTaking or Mood.StopsTheWorkerAfterTaking)
            provider.Mood = Mood.Takes;
        if (errand.Stopped.IsCompleted)
            stopped.Add(new StoppedPass(work, errand));
        else if (await work)
            await RequireNoLostLeaseAsync(pass.Channel);
    }

    public async Task PassTogetherAsync(Channel channel)
    {
        var provider = play.ProviderOf(channel);
        if (provider.Mood is Mood.StopsTheWorkerBeforeTaking or Mood.StopsTheWorkerAfterTaking)
            provider.Mood = Mood.Takes;
        var errand = provider.Errand = new Errand();
        var work = Enumerable.Range(0, Workers)
            .Select(worker => Task.Run(() => WorkAsync(play.App.Services.CreateAsyncScope(), worker, channel, errand)));
        await Task.WhenAll(work);
    }

    /// <returns>False where no worker is stopped.</returns>
    public async Task<bool> GoOnAsync()
    {
        if (stopped.Count == 0)
            return false;

        var (work, errand) = stopped[0];
        stopped.RemoveAt(0);
        errand.GoOn();
        await work;
        errand.Forget();
        return true;
    }

    /// <summary>The workers that are stopped never go on.</summary>
    public async Task KillAsync()
    {
        foreach (var (work, errand) in stopped)
        {
            errand.Kill();
            await work;
            errand.Forget();
        }

        stopped.Clear();
        Forget();
    }

    public static void DieAt(PortalDbContext db, Death death, int atSave)
    {
        var saves = 0;
        if (death == Death.BeforeTheCommit)
            db.SavingChanges += (_, _) => Count();
        else if (death == Death.AfterTheCommit)
            db.SavedChanges += (_, _) => Count();

        void Count()
        {
            if (++saves == atSave)
                throw new ProcessDiedException();
        }
    }

    /// <returns>False where the worker died.</returns>
    private async Task<bool> WorkAsync(AsyncServiceScope scope, int worker, Channel channel, Errand errand)
    {
        await using var _ = scope;
        try
        {
            var services = scope.ServiceProvider;
            var memory = memories[worker];
            var dispatcher = ActivatorUtilities.CreateInstance<OutboxDispatcher>(
                services,
                ActivatorUtilities.CreateInstance<OutboxClaims>(services, memory),
                ActivatorUtilities.CreateInstance<CircuitWatch>(services, memory));
            await dispatcher.RunOnceAsync(channel, CancellationToken.None);
            return true;
        }
        catch (ProcessDiedException)
        {
            errand.Forget();
            return false;
        }
    }

    private async Task RequireNoLostLeaseAsync(Channel channel)
    {
        looks[channel] = play.App.Time.GetUtcNow();
        var now = play.App.Now;
        var lost = await play.App.WithDbAsync(db => db.OutboxMessages.CountAsync(
            message => message.Channel == channel && message.Status == OutboxStatus.Sending && message.LeaseUntil <= now));
        Promises.Require(lost == 0, $"G3: {lost} messages are held beyond their lease after a pass");
    }

    private void Forget()
    {
        foreach (var memory in memories)
            memory.Dispose();
        memories.Clear();
    }

    private sealed record StoppedPass(Task<bool> Work, Errand Errand);
}
