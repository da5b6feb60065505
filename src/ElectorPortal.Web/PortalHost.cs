using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Features;
using ElectorPortal.Web.Messaging;
using ElectorPortal.Web.Outbox;
using ElectorPortal.Web.Retention;
using ElectorPortal.Web.Security;
using ElectorPortal.Web.Security.Keys;
using ElectorPortal.Web.Settings;
using ElectorPortal.Web.Watching;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.WebEncoders;

namespace ElectorPortal.Web;

/// <summary>Builds the portal's services, the same for the web server and for each command.</summary>
internal static class PortalHost
{
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = ContentRoot(args) });
        builder.AddSecretFiles();
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 256 * 1024;
        });

        // This category logs whole URLs, and with them the tokens of mailed links.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);

        // A lost race is part of the trade and judged again; a save that fails for good is logged with the request that it fails.
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore.Update", LogLevel.None);
        // A host that runs this program may bring a clock of its own.
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        builder.Host.UseDefaultServiceProvider(options =>
        {
            options.ValidateOnBuild = true;
            options.ValidateScopes = true;
        });

        builder.AddPortalSettings();
        builder.AddPortalData();
        builder.AddKeyRing();
        builder.AddPortalSecurity();
        builder.AddMessaging();
        builder.AddOutbox();
        builder.AddWatching();
        builder.AddRetention();
        builder.AddFeatures();
        builder.AddPageCompression();
        return builder;
    }

    /// <summary>Container engines hand secrets over as files, one a setting: a password then stands in no environment variable.</summary>
    private static void AddSecretFiles(this WebApplicationBuilder builder)
    {
        if (builder.Configuration[$"{PortalOptions.Section}:{nameof(PortalOptions.SecretsPath)}"] is { } folder)
            builder.Configuration.AddKeyPerFile(Path.GetFullPath(folder), optional: true);
    }

    /// <summary>
    /// The project's folder in Development, the program's own folder elsewhere: never where the operator happens to stand.
    /// </summary>
    private static string? ContentRoot(string[] args)
    {
        if (args.Any(arg => arg.StartsWith("--contentRoot", StringComparison.OrdinalIgnoreCase)))
            return null;

        var project = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>()
            .First(metadata => metadata.Key == "ProjectDirectory").Value;
        var isDevelopment = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") == Environments.Development;
        return isDevelopment && Directory.Exists(project) ? project : AppContext.BaseDirectory;
    }
}
