using System.Globalization;
using System.Text;
using CsCheck;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.Delivery.Model;

/// <summary>
/// What nobody thought of: sequences of requests, links, passes of workers, moods of providers, receipts, deaths, restarts and time, drawn at
/// random, with all promises checked after each step. <c>PORTAL_TEST_SEQUENCES=2000</c> makes a longer run (an eighth of them on PostgreSQL);
/// a failure says how to replay it.
/// </summary>
public sealed class GeneratedSequenceTests
{
    private const string LongerRun = "PORTAL_TEST_SEQUENCES";
    private const int ShareOfServers = 8;

    [Theory, EachDatabase]
    public async Task Whatever_happens_in_whatever_order_no_promise_is_broken(Database database)
    {
        await using var stages = new Stages(database);
        var failures = new Failures(database, stages);
        try
        {
            await StepGenerator.Sequences.SampleAsync(failures.PlayAsync, iter: Sequences(database), print: _ => "");
        }
        catch (CsCheckException found)
        {
            Assert.Fail(await failures.DescribeAsync(found));
        }
    }

    private static int Sequences(Database database)
    {
        if (Check.Seed is not null)
            return 1;

        var wanted = Environment.GetEnvironmentVariable(LongerRun) is { } number ? int.Parse(number, CultureInfo.InvariantCulture) : 80;
        return database == Database.Sqlite ? wanted : Math.Max(1, wanted / ShareOfServers);
    }

    /// <summary>The sequences that failed; the shortest of them is told, without the steps that it can do without.</summary>
    private sealed class Failures(Database database, Stages stages)
    {
        private readonly Lock gate = new();
        private Step[]? shortest;
        private int played;
        private int playedUntilFirst;

        public async Task PlayAsync(Step[] steps)
        {
            Interlocked.Increment(ref played);
            try
            {
                await stages.PlayAsync(steps);
            }
            catch
            {
                lock (gate)
                {
                    playedUntilFirst = playedUntilFirst == 0 ? played : playedUntilFirst;
                    shortest = shortest is null || steps.Length < shortest.Length ? steps : shortest;
                }

                throw;
            }
        }

        public async Task<string> DescribeAsync(CsCheckException found)
        {
            var steps = shortest ?? throw found;
            var failure = await FailureOfAsync(steps);
            for (var i = steps.Length - 1; i >= 0; i--)
            {
                Step[] fewer = [.. steps[..i], .. steps[(i + 1)..]];
                if (await FailureOfAsync(fewer) is { } same)
                    (steps, failure) = (fewer, same);
            }

            var seed = found.Message.Split('"') is [_, { } quoted, ..] ? quoted : "?";
            var text = new StringBuilder(failure ?? $"It failed once, and not again: {found.InnerException?.Message ?? found.Message}").AppendLine().AppendLine();
            foreach (var (step, number) in steps.Select((step, index) => (step, index + 1)))
                text.AppendLine(CultureInfo.InvariantCulture, $"{number,3}. {step}");
            return text.AppendLine()
                .AppendLine(CultureInfo.InvariantCulture, $"Found on {database} by sequence {playedUntilFirst}. To replay it:")
                .Append(CultureInfo.InvariantCulture, $"CsCheck_Seed={seed} dotnet run --project tests/ElectorPortal.Web.Tests -- -class '*{nameof(GeneratedSequenceTests)}'")
                .ToString();
        }

        private async Task<string?> FailureOfAsync(Step[] steps)
        {
            try
            {
                await stages.PlayAsync(steps);
                return null;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                return failure is BrokenPromiseException ? failure.Message : failure.ToString();
            }
        }
    }
}
