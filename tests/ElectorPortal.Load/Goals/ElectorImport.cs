using System.Diagnostics;
using ElectorPortal.Load.Invented;
using ElectorPortal.Load.Tools;
using ElectorPortal.Web.Commands;
using ElectorPortal.Web.Tests.Crash.Support;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Load.Goals;

/// <summary>How long the import of the rolls takes, and once more unchanged, beside the bare load of the same rows; and how much memory.</summary>
internal static class ElectorImport
{
    /// <summary>Times the bare load, for the first import and for the one that changes nothing.</summary>
    private const double Goal = 2;
    private const double MemoryGoal = 300;

    /// <summary>One line in a thousand is rejected.</summary>
    private const int Bad = 1000;

    /// <returns>Whether every goal was met.</returns>
    public static async Task<bool> MeasureAsync(IEnumerable<Database> databases, int rounds, int electors)
    {
        var folder = Directory.CreateTempSubdirectory("portal-import-").FullName;
        try
        {
            var isMet = true;
            foreach (var database in databases)
                isMet &= await MeasureAsync(database, rounds, electors, folder);
            return isMet;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<bool> MeasureAsync(Database database, int rounds, int electors, string folder)
    {
        List<double> bare = [], first = [], again = [];
        var memory = 0d;
        for (var round = 1; round <= rounds; round++)
        {
            await using var app = await StartAsync(database);
            var file = await FileAsync(app, electors, folder);
            first.Add(await ImportAsync(app, file));
            again.Add(await ImportAsync(app, file));
            await using var other = await StartAsync(database);
            bare.Add((await RawLoad.TimeAsync(app.OwnDatabase, other.OwnDatabase)).TotalSeconds);
            Console.WriteLine(FormattableString.Invariant($"  {database}, round {round}: bare {bare[^1]:0.0} s, import {first[^1]:0.0} s, again {again[^1]:0.0} s, at most {memory:0} MB so far"));
        }

        var floor = Figures.Percentile(bare, 0.5);
        var (firstRatio, againRatio) = (Figures.Percentile(first, 0.5) / floor, Figures.Percentile(again, 0.5) / floor);
        Console.WriteLine(FormattableString.Invariant($"{database}, {electors} electors, medians of {rounds}, s (least to most):"));
        Console.WriteLine($"  bare rows and indexes    {Figures.Spread(bare, "0.0")}");
        Console.WriteLine(FormattableString.Invariant($"  import, checked          {Figures.Spread(first, "0.0")}  {firstRatio:0.0} times, goal {Goal:0}: {Figures.Verdict(firstRatio <= Goal)}"));
        Console.WriteLine(FormattableString.Invariant($"  again, nothing changes   {Figures.Spread(again, "0.0")}  {againRatio:0.0} times, goal {Goal:0}: {Figures.Verdict(againRatio <= Goal)}"));
        Console.WriteLine(FormattableString.Invariant($"  memory at most           {memory:0} MB, goal {MemoryGoal:0}: {Figures.Verdict(memory <= MemoryGoal)}"));
        return firstRatio <= Goal && againRatio <= Goal && memory <= MemoryGoal;

        async Task<double> ImportAsync(PortalApp app, string path)
        {
            var (seconds, megabytes) = await RunAsync(app, ["electors", "import", path]);
            memory = Math.Max(memory, megabytes);
            return seconds;
        }
    }

    /// <returns>How long the import of so many electors into an empty database takes, in seconds.</returns>
    public static async Task<double> TimeAsync(Database database, int electors, string folder)
    {
        await using var app = await StartAsync(database);
        return (await RunAsync(app, ["electors", "import", await FileAsync(app, electors, folder)])).Seconds;
    }

    private static async Task<PortalApp> StartAsync(Database database)
    {
        var app = await PortalApp.StartAsync(database);
        app.Secrets.ReadsDatabase = false;
        return app;
    }

    /// <summary>Written once in that folder.</summary>
    private static async Task<string> FileAsync(PortalApp app, int electors, string folder)
    {
        var file = Path.Combine(folder, $"electeurs-{electors}.csv");
        if (!File.Exists(file))
            InventedFile.Write(file, electors, await app.WithDbAsync(db => db.Academies.OrderBy(row => row.Id).Select(row => row.Name).ToListAsync()), Bad);
        return file;
    }

    /// <summary>Runs a command of the portal as a process of its own.</summary>
    private static async Task<(double Seconds, double Megabytes)> RunAsync(PortalApp app, string[] arguments)
    {
        var begun = Stopwatch.GetTimestamp();
        using var process = CommandProcess.Start(app, arguments);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var most = 0d;
        while (!process.HasExited)
        {
            most = Math.Max(most, ProcessMemory.PeakOf(process.Id));
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(200));
        }

        if (process.ExitCode is not (ExitCodes.Done or ExitCodes.DoneWithRejects))
            throw new InvalidOperationException($"The import ended with {process.ExitCode}: {await errors}{await output}");
        return (Stopwatch.GetElapsedTime(begun).TotalSeconds, most);
    }
}
