using System.Collections.Concurrent;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Web.Messaging;
using ElectorPortal.Web.Messaging.Sms;
using ElectorPortal.Web.Outbox;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Web.Tests.Delivery.Model;

/// <summary>A portal that plays one sequence after another, each on empty tables: to start one takes longer than to play on it.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly TwilioInProcess twilio = new();
    private readonly MailServerInProcess mail = new();

    private Stage()
    {
    }

    public PortalApp App { get; private set; } = null!;

    public ListMood List
    {
        get => twilio.List;
        set => twilio.List = value;
    }

    public static async Task<Stage> BuildAsync(Database database)
    {
        var stage = new Stage();
        stage.App = await PortalApp.StartAsync(
            database,
            stage.Configure,
            ("Election:Reassort:Closes", "2020-12-31T17:00"),
            ("Logging:LogLevel:Default", "None"),
            ("Logging:LogLevel:Microsoft.EntityFrameworkCore", "None"),
            ("Sms:Transport", "Twilio"),
            ("Sms:Twilio:BaseUrl", TwilioInProcess.BaseUrl),
            ("Sms:Twilio:AccountSid", FakeTwilio.AccountSid),
            ("Sms:Twilio:AuthToken", FakeTwilio.AuthToken),
            ("Sms:Twilio:From", FakeTwilio.From));
        return stage;
    }

    /// <summary>Nobody on the rolls, nothing written, the first minute again.</summary>
    public async Task ClearAsync(Provider sms, Provider mails)
    {
        (twilio.Provider, mail.Provider, List) = (sms, mails, ListMood.Knows);
        App.Time.AdjustTime(PortalApp.DuringTheVote);
        await App.WithDbAsync(async db =>
        {
            await db.Set<OutboxEvent>().ExecuteDeleteAsync();
            await db.OutboxMessages.ExecuteDeleteAsync();
            await db.Identifiers.ExecuteDeleteAsync();
            await db.ReassortRequests.ExecuteDeleteAsync();
            await db.AccountLinks.ExecuteDeleteAsync();
            await db.SecurityCodes.ExecuteDeleteAsync();
            await db.Sessions.ExecuteDeleteAsync();
            await db.Journal.ExecuteDeleteAsync();
            await db.ElectorAddresses.ExecuteDeleteAsync();
            return await db.Electors.ExecuteDeleteAsync();
        });
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        twilio.Dispose();
    }

    private void Configure(IServiceCollection services)
    {
        services.AddSingleton<IMailSender>(mail);
        services.AddHttpClient<TwilioSmsSender>().ConfigurePrimaryHttpMessageHandler(() => twilio).SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        services.Remove(services.Single(service => service.ImplementationType == typeof(LateMessages)));
    }
}

/// <summary>As many stages as sequences are played side by side.</summary>
internal sealed class Stages(Database database) : IAsyncDisposable
{
    private readonly ConcurrentBag<Stage> free = [];

    /// <summary>A sequence that fails leaves its stage to nobody.</summary>
    public async Task PlayAsync(IReadOnlyList<Step> steps)
    {
        if (!free.TryTake(out var stage))
            stage = await Stage.BuildAsync(database);
        try
        {
            await Play.RunAsync(stage, steps);
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }

        free.Add(stage);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var stage in free)
            await stage.DisposeAsync();
    }
}
