using ElectorPortal.Web.Commands;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ElectorPortal.Web.Tests.Commands;

/// <summary>Runs commands as an operator does, on a database and in a folder of their own, at an instant that the test chooses.</summary>
internal sealed class PortalCommands : IAsyncDisposable
{
    public const string Header =
        "email;autres_emails;civilite;nom;nom_usage;prenoms;numen;date_naissance;academie;corps;affectation;telephone;scrutins";

    private readonly TestDatabase database;
    private readonly string folder = Directory.CreateTempSubdirectory("portal-commands-").FullName;

    private PortalCommands(TestDatabase database) => this.database = database;

    /// <summary>Thursday 15 November 2018, noon in Paris: two weeks before the vote. What a command waits for comes at once.</summary>
    public FakeTimeProvider Time { get; } = new ImpatientClock(new DateTimeOffset(2018, 11, 15, 11, 0, 0, TimeSpan.Zero));

    /// <summary>What the commands find on their standard input.</summary>
    public byte[] Input { get; set; } = [];

    public static async Task<PortalCommands> StartAsync(Database database = Database.Sqlite) =>
        new(await TestDatabase.CreateAsync(database));

    /// <summary>A line that nothing is wrong with.</summary>
    public static string Line(
        int number, string? email = null, string others = "", string? numen = null, string academy = "Amiens", string contests = "CSAM-2018") =>
        $"{email ?? $"agent{number}@ac-amiens.fr"};{others};Mme;BERNARD;;Camille;{numen ?? $"20E{number:0000000}ABC"};14/03/1978;{academy};"
        + $"Professeur certifié;Lycée Louis-Thuillier, Amiens;0612345678;{contests}";

    public static string Sample(string name) => Path.Combine(AppContext.BaseDirectory, "Samples", name);

    public string PathOf(string name) => Path.Combine(folder, name);

    public async Task<string> WriteAsync(string name, params string[] lines)
    {
        await File.WriteAllTextAsync(PathOf(name), string.Join('\n', lines) + '\n');
        return PathOf(name);
    }

    public async Task<CommandAnswer> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        string[] settings =
        [
            "--environment=Test", "--Portal:PublicBaseUrl=https://portail.test", "--Election:Voting:Opens=2018-11-29T10:00",
            "--Election:Voting:Closes=2018-12-06T17:00", $"--Database:Provider={database.Provider}",
            $"--ConnectionStrings:Portal={database.ConnectionString}",
        ];
        var code = await PortalCommandLine.RunAsync(
            [.. args, .. settings],
            new CommandSurroundings
            {
                Input = () => new MemoryStream(Input),
                Output = output,
                Error = error,
                Services = services => services.AddSingleton<TimeProvider>(Time),
            });
        return new CommandAnswer(code, output.ToString(), error.ToString());
    }

    /// <summary>Imports lines below the usual header, and expects every one of them to be taken.</summary>
    public async Task ImportAsync(params string[] lines)
    {
        var answer = await RunAsync("electors", "import", await WriteAsync("import.csv", [Header, .. lines]));
        Assert.Equal((ExitCodes.Done, ""), (answer.Code, answer.Error));
    }

    public async Task<T> WithDbAsync<T>(Func<PortalDbContext, Task<T>> work)
    {
        await using PortalDbContext db = database.Provider switch
        {
            Database.PostgreSql => new PostgreSqlPortalDbContext(
                new DbContextOptionsBuilder<PostgreSqlPortalDbContext>().UseNpgsql(database.ConnectionString).Options),
            Database.SqlServer => new SqlServerPortalDbContext(
                new DbContextOptionsBuilder<SqlServerPortalDbContext>().UseSqlServer(database.ConnectionString).Options),
            _ => new SqlitePortalDbContext(new DbContextOptionsBuilder<SqlitePortalDbContext>().UseSqlite(database.ConnectionString).Options),
        };
        return await work(db);
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>Moves on by itself to the end of each wait.</summary>
internal sealed class ImpatientClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero)
            Advance(dueTime);
        return timer;
    }
}

/// <summary>What the operator sees of a command.</summary>
internal sealed record CommandAnswer(int Code, string Output, string Error)
{
    /// <summary>The figures of a line of a table: « Total ».</summary>
    public int[] Figures(string name) =>
    [
        .. Output.Split('\n').First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..]
            .Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(figure => int.Parse(figure.Replace(" ", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture)),
    ];
}
