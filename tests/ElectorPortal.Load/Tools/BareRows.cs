using System.Diagnostics;
using System.Security.Cryptography;
using ElectorPortal.Load.Invented;
using Npgsql;

namespace ElectorPortal.Load.Tools;

/// <summary>
/// The floors of P4 and P7: the rows that the portal writes, put bare into the same tables of PostgreSQL with the same indexes, by prepared
/// statements and nothing else: no page, no mail, no cipher, no check.
/// </summary>
internal sealed class BareRows(string connectionString)
{
    /// <summary>As many as the portal writes by one save at most.</summary>
    public const int Together = 128;

    private const int Writers = 16;

    /// <summary>As long as a sealed mail of activation.</summary>
    private static readonly byte[] Payload = RandomNumberGenerator.GetBytes(852);

    /// <summary>When the bare mails are due: no portal takes them first.</summary>
    private static readonly DateTime NotForPortals = new(2999, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private const string Masked = "p•••@ac-invente.fr";

    private const string Electors =
        """
        SELECT e."Id", e."Version", e."AcademyId", a."Address" FROM "Electors" e JOIN "ElectorAddresses" a ON a."ElectorId" = e."Id"
        WHERE e."RemovedAt" IS NULL AND a."Address" = ANY($1) ORDER BY e."Id"
        """;

    private const string Links =
        """
        INSERT INTO "AccountLinks" ("Id", "ElectorId", "Purpose", "Origin", "TokenHash", "Address", "CreatedAt", "ExpiresAt")
        SELECT id, elector, 'Activation', 'Asked', hash, address, now(), now() FROM unnest($1, $2, $3, $4) AS given(id, elector, hash, address)
        """;

    private const string Messages =
        """
        INSERT INTO "OutboxMessages" ("Id", "Channel", "Topic", "ElectorId", "DedupKey", "Payload", "MaskedRecipient", "Status", "Attempt", "CreatedAt", "NextAttemptAt", "Version")
        SELECT id, 'Mail', 'Activation', elector, 'bare:' || id, $3, $4, 'Pending', 0, now(), $5, 0 FROM unnest($1, $2) AS given(id, elector)
        """;

    private const string Entries =
        """
        INSERT INTO "Journal" ("At", "Kind", "Outcome", "ElectorId", "AcademyId", "Detail", "NetworkAddress")
        SELECT now(), 'ActivationLink', 'Done', elector, academy, $3, '127.0.0.1' FROM unnest($1, $2) AS given(elector, academy)
        """;

    private const string Sent =
        """
        UPDATE "Electors" SET "LinkSentAt" = now(), "Version" = "Version" + 1
        FROM unnest($1, $2) AS given(elector, version) WHERE "Id" = elector AND "Version" = version
        """;

    private const string Claim =
        """
        UPDATE "OutboxMessages" SET "Status" = 'Sending', "Attempt" = "Attempt" + 1, "LeaseOwner" = 'bare', "LeaseUntil" = now(), "NextAttemptAt" = NULL, "Version" = "Version" + 1
        WHERE "Id" IN (SELECT "Id" FROM "OutboxMessages" WHERE "Channel" = 'Mail' AND "NextAttemptAt" <= $2 ORDER BY "NextAttemptAt" LIMIT $1 FOR UPDATE SKIP LOCKED)
        RETURNING "Id", "Payload"
        """;

    private const string Step = """INSERT INTO "OutboxEvent" ("OutboxMessageId", "At", "From", "To") SELECT id, now(), $2, $3 FROM unnest($1) AS id""";

    private const string Settle =
        """
        UPDATE "OutboxMessages" SET "Status" = 'Submitted', "LeaseOwner" = NULL, "LeaseUntil" = NULL, "Payload" = NULL, "ProviderReference" = "Id"::text, "Version" = "Version" + 1
        WHERE "Id" = ANY($1)
        """;

    private const string Settled =
        """
        INSERT INTO "Journal" ("At", "Kind", "Outcome", "ElectorId", "AcademyId", "Reason", "Detail")
        SELECT now(), 'Message', 'Done', e."Id", e."AcademyId", 'Submitted', 'mail' FROM "OutboxMessages" m JOIN "Electors" e ON e."Id" = m."ElectorId" WHERE m."Id" = ANY($1)
        """;

    /// <summary>
    /// Activations asked by electors from that number on, <see cref="Together"/> at a time: found, then link, mail, journal entry and elector, all in one transaction.
    /// </summary>
    /// <returns>How many a second, until the electors are used up.</returns>
    public Task<double> ActivationsAsync(int seconds, int first)
    {
        var next = first;
        return RunAsync(seconds, async connection =>
        {
            var begin = Interlocked.Add(ref next, Together) - Together;
            var asked = Enumerable.Range(begin, Together).Select(number => InventedElectorate.Address(number).Value).ToArray();
            List<(int Id, int Version, int Academy, string Address)> found = [];
            await using (var find = Prepared(connection, Electors, [asked]))
            await using (var rows = await find.ExecuteReaderAsync())
            {
                while (await rows.ReadAsync())
                    found.Add((rows.GetInt32(0), rows.GetInt32(1), rows.GetInt32(2), rows.GetString(3)));
            }

            var ids = found.Select(_ => Guid.CreateVersion7()).ToArray();
            var electors = found.Select(elector => elector.Id).ToArray();
            await using var batch = new NpgsqlBatch(connection);
            Add(
                batch, Links, ids, electors, found.Select(_ => RandomNumberGenerator.GetBytes(32)).ToArray(),
                found.Select(elector => elector.Address).ToArray());
            Add(batch, Messages, ids, electors, Payload, Masked, NotForPortals);
            Add(batch, Entries, electors, found.Select(elector => elector.Academy).ToArray(), Masked);
            Add(batch, Sent, electors, found.Select(elector => elector.Version).ToArray());
            await batch.ExecuteNonQueryAsync();
            return found.Count;
        });
    }

    /// <summary>Waiting mails, those of <see cref="ActivationsAsync"/> too, claimed and settled, <see cref="Together"/> at a time, as if each had been sent in no time; until none waits.</summary>
    /// <returns>How many a second.</returns>
    public Task<double> HandOversAsync(int seconds) => RunAsync(seconds, async connection =>
    {
        List<Guid> ids = [];
        await using (var claim = Prepared(connection, Claim, Together, NotForPortals))
        await using (var rows = await claim.ExecuteReaderAsync())
        {
            while (await rows.ReadAsync())
            {
                ids.Add(rows.GetGuid(0));
                _ = rows.GetFieldValue<byte[]>(1);
            }
        }

        if (ids.Count == 0)
            return 0;

        var claimed = ids.ToArray();
        await using (var step = Prepared(connection, Step, claimed, "Pending", "Sending"))
            await step.ExecuteNonQueryAsync();
        await using var batch = new NpgsqlBatch(connection);
        Add(batch, Settle, claimed);
        Add(batch, Step, claimed, "Sending", "Submitted");
        Add(batch, Settled, claimed);
        await batch.ExecuteNonQueryAsync();
        return claimed.Length;
    });

    /// <param name="work">How much it did; 0 where nothing is left.</param>
    private async Task<double> RunAsync(int seconds, Func<NpgsqlConnection, Task<int>> work)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 20, AutoPrepareMinUsages = 1 });
        var done = 0;
        var begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            await using var connection = await source.OpenConnectionAsync();
            while (Stopwatch.GetElapsedTime(begun).TotalSeconds < seconds && await work(connection) is > 0 and var some)
                Interlocked.Add(ref done, some);
        })));
        return done / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static NpgsqlCommand Prepared(NpgsqlConnection connection, string text, params object[] values)
    {
        var command = new NpgsqlCommand(text, connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    private static void Add(NpgsqlBatch batch, string text, params object[] values)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        batch.BatchCommands.Add(command);
    }
}
