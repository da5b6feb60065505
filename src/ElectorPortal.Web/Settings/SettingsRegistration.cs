using ElectorPortal.Domain.Elections;
using Microsoft.Extensions.Options;

namespace ElectorPortal.Web.Settings;

/// <summary>Binds and validates one section; throws where something is wrong with it.</summary>
internal sealed record SectionCheck(Action<IServiceProvider> Run);

internal static class SettingsRegistration
{
    /// <summary>Binds every section, to be validated at once at start.</summary>
    public static void AddPortalSettings(this IHostApplicationBuilder builder)
    {
        if (builder.Environment.IsDevelopment())
            builder.Services.AddSingleton<IPostConfigureOptions<ElectionOptions>, DemonstrationElection>();

        builder.AddSection<PortalOptions>();
        builder.AddSection<DatabaseOptions>();
        builder.AddSection<ElectionOptions>();
        builder.AddSection<ReassortOptions>();
        builder.AddSection<MailOptions>();
        builder.AddSection<SmsOptions>();
        builder.AddSection<OutboxOptions>();
        builder.AddSection<SecurityCodeOptions>();
        builder.AddSection<PasswordOptions>();
        builder.AddSection<KeyRingOptions>();
        builder.AddSection<AgentIdentityOptions>();
        builder.AddSection<ThrottlingOptions>();
        builder.AddSection<ProxyOptions>();
        builder.AddSection<WatchingOptions>();
        builder.AddSection<RetentionOptions>();

        builder.Services.AddSingleton(services => services.GetRequiredService<ElectionOptions>().ToElection());
        builder.Services.AddSingleton(services =>
            services.GetRequiredService<ReassortOptions>().ToTerms(services.GetRequiredService<Election>()));
        builder.Services.AddSingleton(services => services.GetRequiredService<PasswordOptions>().ToTerms());
        // A list may also be given item by item, as settings files do.
        builder.Services.PostConfigure<ReassortOptions>(options =>
        {
            if (builder.Configuration.GetSection("Reassort:AllowedRegions").Get<string[]>() is { Length: > 0 } regions)
                options.AllowedRegions = string.Join(',', regions);
        });
        builder.Services.PostConfigure<DatabaseOptions>(options =>
            options.ConnectionString = builder.Configuration.GetConnectionString(DatabaseOptions.ConnectionName)
                ?? DatabaseOptions.DefaultConnection(options.Provider, builder.Environment.ContentRootPath));
    }

    private static void AddSection<T>(this IHostApplicationBuilder builder)
        where T : class, ISettings
    {
        builder.Services.AddSingleton<IValidateOptions<T>, SettingsValidator<T>>();
        builder.Services.AddSingleton(new SectionCheck(services => _ = services.GetRequiredService<IOptions<T>>().Value));
        builder.Services.AddOptions<T>().Bind(builder.Configuration.GetSection(T.Section)).ValidateOnStart();
        builder.Services.AddSingleton(services => services.GetRequiredService<IOptions<T>>().Value);
    }
}
