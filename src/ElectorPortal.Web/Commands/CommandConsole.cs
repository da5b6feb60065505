using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace ElectorPortal.Web.Commands;

/// <summary>What the operator gives and reads: a progress bar on a terminal, plain lines elsewhere; errors apart.</summary>
internal sealed class CommandConsole(CommandSurroundings surroundings)
{
    /// <summary>Where nobody watches, so many lines at most tell how far the work is.</summary>
    private const int PlainSteps = 10;

    /// <summary>Work shorter than that is over before a line about it is read.</summary>
    private const long WorthTelling = 5000;

    public Stream OpenInput() => surroundings.Input();

    public void WriteLine(string text = "") => surroundings.Output.WriteLine(text);

    public void WriteError(string text) => surroundings.Error.WriteLine(text);

    public InvocationConfiguration ToConfiguration() => new()
    {
        Output = surroundings.Output,
        Error = surroundings.Error,
        EnableDefaultExceptionHandler = false,
    };

    /// <summary>On a terminal, a table; elsewhere one line a row, without headings, its cells apart by tabs.</summary>
    public void WriteTable(string[] headings, IEnumerable<string[]> rows)
    {
        if (!surroundings.IsTerminal)
        {
            foreach (var row in rows)
                WriteLine(string.Join('\t', row));
            return;
        }

        var table = new Table().AddColumns(headings);
        foreach (var row in rows)
            table.AddRow([.. row.Select(Markup.Escape)]);
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(surroundings.Output) }).Write(table);
    }

    /// <param name="title">What is being done, « Lecture de electeurs.csv ».</param>
    /// <param name="total">How many units the work will report; reports hold the number done so far.</param>
    public async Task<T> WithProgressAsync<T>(string title, long total, Func<Action<long>, Task<T>> work)
    {
        if (!surroundings.IsTerminal)
            return await work(PlainReport(title, total));

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(surroundings.Output) });
        return await console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context =>
            {
                var task = context.AddTask(Markup.Escape(title), maxValue: Math.Max(total, 1));
                return work(done => task.Value = done);
            });
    }

    /// <summary>« 1 234 567 », with spaces that every terminal shows.</summary>
    public static string Count(long number) =>
        number.ToString("N0", CultureInfo.InvariantCulture).Replace(',', ' ');

    private Action<long> PlainReport(string title, long total)
    {
        var step = Math.Max(total / PlainSteps, 1);
        var next = step;
        return done =>
        {
            if (total < WorthTelling || done < next)
                return;

            next = (done / step + 1) * step;
            WriteLine($"{title} : {Count(done)} sur {Count(total)}");
        };
    }
}
