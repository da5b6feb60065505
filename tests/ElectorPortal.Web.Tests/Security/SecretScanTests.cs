using System.Collections.Concurrent;
using System.Diagnostics;
using ElectorPortal.Web.Tests.Helpdesk;
using ElectorPortal.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace ElectorPortal.Web.Tests.Security;

/// <summary>However much is logged and traced, no secret of an elector stands there or in the database.</summary>
public sealed class SecretScanTests
{
    [Theory, EachDatabase]
    [Trait("ASVS", "14.2.4")]
    [Trait("ASVS", "16.2.5")]
    public async Task No_secret_of_an_elector_reaches_a_log_a_trace_or_the_database(Database database)
    {
        using var logs = new LogLines();
        var traces = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => traces.Enqueue(
                $"{activity.DisplayName} {string.Join(' ', activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))} {string.Join(' ', activity.Baggage)}"),
        };
        ActivitySource.AddActivityListener(listener);
        await using var app = await PortalApp.StartAsync(
            database,
            services => services.RemoveAll<ILoggerProvider>().AddSingleton<ILoggerProvider>(logs),
            ("Logging:LogLevel:Default", "Debug"),
            ("Logging:LogLevel:Microsoft.AspNetCore", "Debug"),
            ("Logging:LogLevel:Microsoft.EntityFrameworkCore", "Debug"));

        var story = await HelpdeskStory.PlayAsync(app);
        await story.Browser.GetAsync("/portail/reassort/suivi");

        // The number known to the HR service is data, kept as it is; the one typed is not.
        var secrets = story.Secrets.Where(secret => !secret.Contains("611223344", StringComparison.Ordinal)).ToList();
        Assert.Contains(logs.Entries, entry => entry.Text.Contains("INSERT INTO", StringComparison.Ordinal));
        Assert.NotEmpty(traces);
        SecretWatch.AssertAbsent(story.Secrets, logs.Text, "the log");
        SecretWatch.AssertAbsent(story.Secrets, string.Join('\n', traces), "a trace");
        var dump = await SecretWatch.DumpAsync(app.OwnDatabase);
        SecretWatch.AssertAbsent(secrets, dump, "the database");
        if (database != Database.SqlServer)
            Assert.Contains(story.Person.Email, dump, StringComparison.Ordinal);
    }
}
