using ElectorPortal.Load;
using ElectorPortal.Load.Tools;
using ElectorPortal.Web.Tests.Support;

// Measurements of the portal, published and run as its own process, against the goals of docs/performance.md. Anyone can repeat them:
//   dotnet run --project tests/ElectorPortal.Load -c Release -- p3 --rounds 5
//   dotnet run --project tests/ElectorPortal.Load -c Release -- all
// Whether all of them still run, without judging any:
//   dotnet run --project tests/ElectorPortal.Load -- smoke
Environment.SetEnvironmentVariable(
    "ASPNETCORE_TEST_CONTENTROOT_ELECTORPORTAL_WEB", Path.Combine(Repository.Root, "src", "ElectorPortal.Web"));
var words = new Words(args);
var goals = new GoalList(words);
if (words.Command is not { } command || !goals.Knows(command))
{
    await Console.Error.WriteLineAsync(
        $"Usage: {string.Join(" | ", goals.Names)} | all | smoke [--rounds N] [--seconds N] [--electors N] [--entries N] [--only sqlite|postgresql] [--messages N] [--requests N] [--per-second N]");
    return 2;
}

using var programs = new Programs();
if (command != GoalList.Smoke)
    await programs.PublishAsync();
var findings = await goals.MeasureAsync(programs, command);
return command != GoalList.Smoke && findings.Any(finding => finding.IsMet == false) ? 1 : 0;
