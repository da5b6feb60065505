using System.Collections.Concurrent;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ElectorPortal.Web.Tests.Support;

/// <summary>
/// Looks, at the end of each test, for every secret that went through its portal: in what was logged, and in all that its database
/// holds. Passwords, tokens of links, voter identifiers, NUMEN, and the number typed for a request.
/// </summary>
internal sealed class SecretWatch
{
    /// <summary>Of <see cref="Reassort.ReassortJourney.Phone"/>, however it is written.</summary>
    private const string TypedNumber = "601020304";

    private readonly ConcurrentQueue<string> known = new();
    private readonly ConcurrentQueue<string> otherLogs = new();
    private bool isTypedNumberOnFile;

    public LogLines Log { get; } = new();

    /// <summary>False where the database holds too much to be read as one text: what was logged is still searched.</summary>
    public bool ReadsDatabase { get; set; } = true;

    /// <param name="numberOnFile">Data of the HR service, kept as it is; null where there is none.</param>
    public void Know(string numen, string? numberOnFile)
    {
        known.Enqueue(numen);
        isTypedNumberOnFile |= numberOnFile?.EndsWith(TypedNumber, StringComparison.Ordinal) == true;
    }

    /// <summary>What other portals on this database sent and logged.</summary>
    /// <param name="numbers">To which they sent it, +33...: nobody has them on file.</param>
    public void KnowOthers(IEnumerable<string> texts, IEnumerable<string> numbers, string log)
    {
        foreach (var secret in SentSecrets.In(texts).Concat(numbers.SelectMany(number => new[] { number, "0" + number[3..] })))
            known.Enqueue(secret);
        otherLogs.Enqueue(log);
    }

    /// <summary>Fails where one of them stands somewhere in clear.</summary>
    public async Task AssertKeptAsync(PortalApp app)
    {
        var secrets = SecretsOf(app).ToHashSet(StringComparer.Ordinal);
        if (ReadsDatabase)
            AssertAbsent(secrets, await DumpAsync(app.OwnDatabase), "the database");
        AssertAbsent(secrets, Log.Text, "the log");
        foreach (var log in otherLogs)
            AssertAbsent(secrets, log, "the log of another portal");
    }

    /// <summary>All that the database holds, as text; empty where a test has removed it.</summary>
    public static async Task<string> DumpAsync(TestDatabase database) => database.Provider switch
    {
        Database.Sqlite => DumpFile(database),
        Database.PostgreSql => await DumpTablesAsync(database),
        _ => "",
    };

    public static void AssertAbsent(IEnumerable<string> secrets, string text, string place) => Assert.All(
        secrets, secret => Assert.False(text.Contains(secret, StringComparison.Ordinal), $"« {secret} » stands in clear in {place}."));

    private IEnumerable<string> SecretsOf(PortalApp app) =>
    [
        TestElectors.Password, TestAgents.Password, .. known, .. isTypedNumberOnFile ? Array.Empty<string>() : [TypedNumber, Reassort.ReassortJourney.Phone],
        .. SentSecrets.In(app.Mailbox.NewestFirst.Select(message => message.Text)),
    ];

    private static string DumpFile(TestDatabase database)
    {
        var file = new SqliteConnectionStringBuilder(database.ConnectionString).DataSource;
        return string.Concat(new[] { file, $"{file}-wal" }.Where(File.Exists).Select(path => Encoding.Latin1.GetString(Read(path))));
    }

    /// <summary>The portal has the file open.</summary>
    private static byte[] Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static async Task<string> DumpTablesAsync(TestDatabase database)
    {
        try
        {
            await using var connection = new NpgsqlConnection(database.ConnectionString);
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("SELECT database_to_xml(true, false, '')::text", connection);
            return (string)(await command.ExecuteScalarAsync())!;
        }
        catch (PostgresException gone) when (gone.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            return "";
        }
    }
}
