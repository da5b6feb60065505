using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Commands;
using ElectorPortal.Web.Security.Seals;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Web.Tests.Security.Seals;

/// <summary>Writes entries, and asks whether the chain over them holds.</summary>
internal static class TestJournal
{
    public static JournalEntry Entry(PortalApp app, string? reason = null) => new()
    {
        At = app.Now.AddTicks(1234567),
        Kind = JournalKind.SignIn,
        Outcome = JournalOutcome.Done,
        ElectorId = 1,
        AcademyId = 2,
        AgentId = null,
        Reason = reason,
        Detail = "l'été, « ça »",
        NetworkAddress = "192.0.2.1",
    };

    /// <returns>The numbers of the new entries.</returns>
    public static Task<long[]> WriteAsync(this PortalApp app, int count) => app.WithDbAsync(async db =>
    {
        var entries = Enumerable.Range(0, count).Select(_ => Entry(app)).ToList();
        db.Journal.AddRange(entries);
        await db.SaveChangesAsync();
        return entries.Select(entry => entry.Id).ToArray();
    });

    public static async Task<ChainVerdict> VerifyAsync(this PortalApp app, ChainNote? note = null)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<JournalChain>().VerifyAsync(note, TestContext.Current.CancellationToken);
    }

    public static Task<int> ExecuteAsync(this PortalApp app, string sql) =>
        app.WithDbAsync(db => db.Database.ExecuteSqlRawAsync(sql, TestContext.Current.CancellationToken));

    /// <summary>As the operator asks it: <c>database check</c>.</summary>
    public static async Task<(int Code, string Output)> CheckAsync(this PortalApp app, params string[] words)
    {
        using var output = new StringWriter();
        string[] arguments =
            ["database", "check", .. words, "--environment=Test", .. app.Settings.Select(setting => $"--{setting.Key}={setting.Value}")];
        var code = await PortalCommandLine.RunAsync(arguments, new CommandSurroundings
        {
            Output = output,
            Error = output,
            Services = services => services.AddSingleton<TimeProvider>(app.Time),
        });
        return (code, output.ToString());
    }
}
