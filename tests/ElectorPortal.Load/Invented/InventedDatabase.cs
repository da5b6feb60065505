using System.Data.Common;
using System.Diagnostics;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security.Keys;
using ElectorPortal.Web.Security.Seals;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Load.Invented;

/// <summary>Fills an empty database of the portal with invented electors and their journal, sealed.</summary>
internal sealed class InventedDatabase(PortalApp app, Database provider)
{
    private const int Batch = 20_000;
    private const int Seed = 20181129;

    public async Task FillAsync(int electors, int entries)
    {
        var start = Stopwatch.GetTimestamp();
        app.Secrets.ReadsDatabase = false;
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        var academies = await db.Academies.OrderBy(academy => academy.Id).Select(academy => academy.Id).ToListAsync();
        var people = new InventedElectorate(Seed);
        var names = new List<string>(electors);
        await InsertAsync(db, "Electors", people.Electors(electors, academies).Select(elector =>
        {
            names.Add(elector.FoldedName);
            return elector;
        }));
        await InsertAsync(db, "ElectorAddresses", Enumerable.Range(1, electors).Select(id => new ElectorAddress { ElectorId = id, Address = InventedElectorate.Address(id) }));
        await InsertAsync(db, null, Enumerable.Range(1, electors).SelectMany(id => people.Enrolments(id, names[id - 1])));
        await InsertAsync(db, "Journal", InventedJournal.Entries(entries, electors, academies, app.Now, Seed));
        await InsertAsync(db, "JournalSeals", SealsAsync(db, scope.ServiceProvider.GetRequiredService<KeyedHash>()).ToBlockingEnumerable());
        // As a database that has been at work for days: no vacuum of all these rows starts in the middle of the measurement.
        if (provider == Database.PostgreSql)
        {
            await RunAsync(db, "VACUUM ANALYZE");
            await RunAsync(db, "CHECKPOINT");
        }
        else
        {
            await RunAsync(db, "ANALYZE");
        }

        Console.WriteLine(FormattableString.Invariant($"{provider}: {electors} electors and {entries} entries in {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s"));
    }

    private async IAsyncEnumerable<JournalSeal> SealsAsync(PortalDbContext db, KeyedHash hash)
    {
        JournalSeal? head = null;
        while (true)
        {
            var last = head?.EntryId ?? 0;
            var entries = await db.Journal.Where(entry => entry.Id > last).OrderBy(entry => entry.Id).Take(Batch).AsRows().ToListAsync();
            if (entries.Count == 0)
                yield break;

            foreach (var entry in entries)
            {
                yield return head = new JournalSeal
                {
                    Position = (head?.Position ?? 0) + 1,
                    EntryId = entry.Id,
                    Hash = hash.OfLink(head?.Hash ?? JournalSeal.Beginning, entry),
                };
            }
        }
    }

    /// <summary>Indexes are made once the rows are there.</summary>
    /// <param name="table">Null for a table whose indexes stay.</param>
    private async Task InsertAsync<T>(PortalDbContext db, string? table, IEnumerable<T> rows)
        where T : class
    {
        var indexes = table is null ? [] : await IndexesAsync(db, table);
        foreach (var (name, _) in indexes)
            await RunAsync(db, $"DROP INDEX \"{name}\"");
        foreach (var batch in rows.Chunk(Batch))
        {
            await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync();
                await db.BulkInsertAsync(batch, default);
                await transaction.CommitAsync();
            });
        }

        foreach (var (_, definition) in indexes)
            await RunAsync(db, definition);
    }

    private async Task<List<(string Name, string Definition)>> IndexesAsync(PortalDbContext db, string table)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = provider == Database.Sqlite
            ? "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = $table"
            : "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = $1 AND indexname NOT LIKE 'PK%'";
        var parameter = command.CreateParameter();
        parameter.ParameterName = provider == Database.Sqlite ? "$table" : "";
        parameter.Value = table;
        command.Parameters.Add(parameter);
        await using var reader = await command.ExecuteReaderAsync();
        var indexes = new List<(string, string)>();
        while (await reader.ReadAsync())
            indexes.Add((reader.GetString(0), reader.GetString(1)));
        return indexes;
    }

    private static async Task RunAsync(PortalDbContext db, string statement)
    {
        await db.Database.OpenConnectionAsync();
        await using DbCommand command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = statement;
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }
}
