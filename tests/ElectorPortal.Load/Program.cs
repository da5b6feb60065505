using ElectorPortal.Load;
using ElectorPortal.Web.Tests.Support;

// Measurements of a portal that runs as its own process, against an operator and a mail server over the wire. Anyone can repeat them:
//   dotnet run --project tests/ElectorPortal.Load -c Release -- rate --rounds 5
//   dotnet run --project tests/ElectorPortal.Load -c Release -- handover --seconds 60
//   dotnet run --project tests/ElectorPortal.Load -c Release -- p5 --rounds 3
//   dotnet run --project tests/ElectorPortal.Load -c Release -- p6 --rounds 5
Environment.SetEnvironmentVariable(
    "ASPNETCORE_TEST_CONTENTROOT_ELECTORPORTAL_WEB", Path.Combine(Repository.Root, "src", "ElectorPortal.Web"));
var words = new Words(args);
Database[] databases = words.Text("only") is { } only ? [Enum.Parse<Database>(only, ignoreCase: true)] : [Database.Sqlite, Database.PostgreSql];
switch (words.Command)
{
    case "rate":
        await OutboxRate.MeasureAsync(words.Number("rounds", 5), words.Number("messages", 1500));
        return 0;
    case "handover":
        await HandOverDelay.MeasureAsync(words.Number("seconds", 60), words.Number("per-second", 20));
        return 0;
    case "p5":
        return await ElectorImport.MeasureAsync(databases, words.Number("rounds", 3), words.Number("electors", 1_100_000)) ? 0 : 1;
    case "p6":
        return await JournalSearch.MeasureAsync(databases, words.Number("rounds", 5), words.Number("electors", 1_100_000), words.Number("entries", 10_000_000)) ? 0 : 1;
    default:
        await Console.Error.WriteLineAsync("Usage: rate [--rounds N] [--messages N] | handover [--seconds N] [--per-second N] | p5 [--rounds N] [--electors N] [--only sqlite|postgresql] | p6 [--rounds N] [--electors N] [--entries N] [--only sqlite|postgresql]");
        return 2;
}
