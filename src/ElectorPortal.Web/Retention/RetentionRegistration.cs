namespace ElectorPortal.Web.Retention;

internal static class RetentionRegistration
{
    public static void AddRetention(this IHostApplicationBuilder builder)
    {
        builder.Services.AddScoped<PurgeRun>();
        builder.Services.AddScoped<PurgeExpired>();
        builder.Services.AddScoped<PurgeJournal>();
        builder.Services.AddScoped<DestroyElection>();
    }

    /// <summary>It runs in the web server alone, not in commands.</summary>
    public static void AddNightlyPurge(this IHostApplicationBuilder builder) => builder.Services.AddHostedService<NightlyPurge>();
}
