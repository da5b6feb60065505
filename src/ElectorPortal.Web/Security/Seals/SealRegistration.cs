namespace ElectorPortal.Web.Security.Seals;

internal static class SealRegistration
{
    /// <summary>It runs in the web server alone, not in commands.</summary>
    public static void AddJournalSealing(this IHostApplicationBuilder builder) => builder.Services.AddHostedService<JournalSealWorker>();
}
