namespace ElectorPortal.Web.Outbox;

internal static class OutboxRegistration
{
    public static void AddOutbox(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<OutboxSignal>();
        builder.Services.AddSingleton<OutboxWakeUp>();
        builder.Services.AddScoped<Outbox>();
        builder.Services.AddSingleton<PayloadProtector>();
        builder.Services.AddSingleton<ChannelStates>();
        builder.Services.AddSingleton<CircuitWatch>();
        builder.Services.AddScoped<Backlog>();
        builder.Services.AddScoped<OutboxClaims>();
        builder.Services.AddScoped<MessageHandOver>();
        builder.Services.AddScoped<OutboxLedger>();
        builder.Services.AddScoped<RequestGiveBack>();
        builder.Services.AddScoped<LinkSpacingLift>();
        builder.Services.AddScoped<ApplyReceipt>();
        builder.Services.AddScoped<OutboxDispatcher>();
    }

    /// <summary>They run in the web server alone, not in commands.</summary>
    public static void AddOutboxWorker(this IHostApplicationBuilder builder)
    {
        builder.Services.AddHostedService<OutboxWorker>();
        builder.Services.AddHostedService<LateMessages>();
    }
}
