using ElectorPortal.Web.Outbox;
using ElectorPortal.Web.Settings;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Data;

internal static class DataRegistration
{
    /// <summary>One context class per database, chosen by <c>Database:Provider</c>, used everywhere as <see cref="PortalDbContext"/>.</summary>
    public static void AddPortalData(this IHostApplicationBuilder builder)
    {
        var provider = builder.Configuration.GetValue($"{DatabaseOptions.Section}:{nameof(DatabaseOptions.Provider)}", DatabaseProvider.Sqlite);
        switch (provider)
        {
            case DatabaseProvider.SqlServer:
                builder.Services.AddDbContext<PortalDbContext, SqlServerPortalDbContext>((services, options) =>
                    options.UseSqlServer(ConnectionString(services), sql => sql.EnableRetryOnFailure())
                        .AddInterceptors(services.GetRequiredService<OutboxWakeUp>()));
                break;
            case DatabaseProvider.PostgreSql:
                builder.Services.AddDbContext<PortalDbContext, PostgreSqlPortalDbContext>((services, options) =>
                    options.UseNpgsql(ConnectionString(services), sql => sql.EnableRetryOnFailure())
                        .AddInterceptors(services.GetRequiredService<OutboxWakeUp>()));
                break;
            default:
                builder.Services.AddDbContext<PortalDbContext, SqlitePortalDbContext>((services, options) =>
                    options.UseSqlite(ConnectionString(services))
                        .AddInterceptors(services.GetRequiredService<OutboxWakeUp>()));
                break;
        }

        builder.Services.AddScoped<DatabasePreparation>();
    }

    private static string ConnectionString(IServiceProvider services) =>
        services.GetRequiredService<DatabaseOptions>().ConnectionString!;
}
