using System.Diagnostics;
using Npgsql;

namespace ElectorPortal.Web.Tests.Support;

/// <summary>
/// A private PostgreSQL server for one test run, on a free port, without durability. It stops when this process ends, however it ends.
/// </summary>
public sealed class PostgreSqlServer
{
    private static readonly Lazy<Task<PostgreSqlServer?>> Shared = new(StartAsync);

    private readonly string connectionBase;

    /// <summary>Kept: the server lives as long as this shell's standard input is open.</summary>
    private readonly Process shell;

    private PostgreSqlServer(Process shell, string connectionBase)
    {
        this.shell = shell;
        this.connectionBase = connectionBase;
    }

    /// <summary>Null where PostgreSQL's programs are not installed.</summary>
    public static Task<PostgreSqlServer?> GetAsync() => Shared.Value;

    public static bool IsInstalled => FindProgram("initdb") is not null;

    /// <summary>Runs one of PostgreSQL's programs, and fails where it does.</summary>
    public static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(FindProgram(program)!, arguments) { RedirectStandardError = true })!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program}: {error}");
    }

    public string ConnectionString(string database) => $"{connectionBase};Database={database};Include Error Detail=true;Maximum Pool Size=60";

    public async Task ExecuteAsync(string sql)
    {
        ObjectDisposedException.ThrowIf(shell.HasExited, this);
        await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<PostgreSqlServer?> StartAsync()
    {
        if (!IsInstalled)
            return null;

        var folder = Path.Combine(Path.GetTempPath(), $"portal-pg-{Environment.ProcessId}");
        var port = FreePorts.Next();
        // The server refuses to run as root: its own account runs it then.
        var asServer = Environment.UserName == "root" ? "runuser -u postgres --" : "";
        var (initdb, control) = (FindProgram("initdb"), FindProgram("pg_ctl"));
        var script =
            $"""
            set -e
            cd /
            trap '' INT
            {asServer} {initdb} -D {folder} -U portal -A trust -E UTF8 --no-sync >/dev/null
            {asServer} {control} -D {folder} -w -l {folder}/log -o "-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=300" start >/dev/null
            echo ready
            cat >/dev/null
            {asServer} {control} -D {folder} -m immediate stop >/dev/null
            rm -rf {folder}
            """;
        var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var answer = await shell.StandardOutput.ReadLineAsync();
        return answer == "ready"
            ? new PostgreSqlServer(shell, $"Host=127.0.0.1;Port={port};Username=portal")
            : throw new InvalidOperationException("The private PostgreSQL server did not start.");
    }

    private static string? FindProgram(string name) => InstalledProgram.Find(name, Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin"))
        : []);
}
