using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Tests.Commands;
using ElectorPortal.Web.Tests.Crash.Support;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Crash;

public sealed class InterruptedImportTests
{
    private const int Lines = 30_000;

    [Theory, EachDatabase]
    public async Task An_import_that_is_killed_in_the_middle_leaves_nothing_behind_and_is_run_again(Database database)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var app = await PortalApp.StartAsync(database);
        _ = app.Services;
        var file = Path.GetTempFileName();
        await File.WriteAllLinesAsync(file, [PortalCommands.Header, .. Enumerable.Range(1, Lines).Select(number => PortalCommands.Line(number))], cancellation);

        using (var killed = CommandProcess.Start(app, "electors", "import", file))
        {
            while (await killed.StandardOutput.ReadLineAsync(cancellation) is { } line && !line.Contains(" sur 30 001", StringComparison.Ordinal))
            {
                // It has not begun to write yet.
            }

            Assert.False(killed.HasExited);
            killed.Kill();
            await killed.WaitForExitAsync(cancellation);
        }

        Assert.Equal(0, await app.WithDbAsync(db => db.Electors.CountAsync()));
        Assert.Equal(0, await app.WithDbAsync(db => db.ElectorAddresses.CountAsync()));
        Assert.False(await app.WithDbAsync(db => db.Journal.AnyAsync(entry => entry.Kind == JournalKind.Import)));

        using var again = CommandProcess.Start(app, "electors", "import", file);
        var said = await again.StandardOutput.ReadToEndAsync(cancellation);
        await again.WaitForExitAsync(cancellation);
        Assert.True(again.ExitCode == 0, said);
        Assert.Equal(Lines, await app.WithDbAsync(db => db.Electors.CountAsync()));
        Assert.Equal(Lines, await app.WithDbAsync(db => db.Enrolments.CountAsync()));
        File.Delete(file);
    }
}
