using ElectorPortal.Domain.Activation;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;
using Npgsql;

namespace ElectorPortal.Web.Data.PostgreSql;

/// <summary>
/// How PostgreSQL is given what a save writes by the dozen in a crowd: rows of a kind that are added by one INSERT, rows that are changed alike by one
/// UPDATE, all in one round trip within the transaction of the save. The object mapper sorts, words and reads back a statement for each row, which
/// costs several times the database's own work. What a save writes of a kind by ones and twos is left to it.
/// </summary>
internal sealed class BulkSaves(DatabaseDependencies dependencies, RelationalDatabaseDependencies relational)
    : RelationalDatabase(dependencies, relational)
{
    /// <summary>Fewer rows of a kind are not worth a statement that is written anew.</summary>
    private const int Least = 8;

    /// <summary>In this order: nothing that a save adds refers to them but what comes after.</summary>
    private static readonly Type[] Added = [typeof(AccountLink), typeof(OutboxMessage), typeof(OutboxEvent), typeof(JournalEntry), typeof(JournalSeal)];

    private static readonly Type[] Changed = [typeof(Elector), typeof(AccountLink), typeof(OutboxMessage)];

    public override async Task<int> SaveChangesAsync(IList<IUpdateEntry> entries, CancellationToken cancellationToken = default)
    {
        var added = Kinds(entries, EntityState.Added, Added, entry => entry.EntityType);
        var changed = Kinds(entries, EntityState.Modified, Changed, ChangedRows.Alike);
        if (added.Count + changed.Count == 0)
            return await base.SaveChangesAsync(entries, cancellationToken);

        var others = entries.Except(added.Concat(changed).SelectMany(rows => rows)).ToList();
        var connection = RelationalDependencies.Connection;
        await connection.OpenAsync(cancellationToken);
        try
        {
            await using var transaction = connection.CurrentTransaction is null ? await connection.BeginTransactionAsync(cancellationToken) : null;
            if (others.Count > 0)
                await SaveOthersAsync(others, cancellationToken);
            await WriteAsync((NpgsqlConnection)connection.DbConnection, changed, added, cancellationToken);
            if (transaction is not null)
                await transaction.CommitAsync(cancellationToken);
        }
        finally
        {
            await connection.CloseAsync();
        }

        return entries.Count;
    }

    private static List<List<IUpdateEntry>> Kinds<TKind>(
        IList<IUpdateEntry> entries, EntityState state, Type[] among, Func<IUpdateEntry, TKind> kindOf) =>
        entries.Count < Least ? [] :
        [
            .. entries
                .Where(entry => entry.EntityState == state && among.Contains(entry.EntityType.ClrType))
                .GroupBy(kindOf)
                .Where(kind => kind.Count() >= Least)
                .Select(kind => kind.ToList())
                .OrderBy(rows => Array.IndexOf(among, rows[0].EntityType.ClrType)),
        ];

    /// <summary>All by one round trip.</summary>
    /// <exception cref="DbUpdateException">As the mapper's own saves tell it.</exception>
    private static async Task WriteAsync(
        NpgsqlConnection connection, List<List<IUpdateEntry>> changed, List<List<IUpdateEntry>> added, CancellationToken cancellation)
    {
        await using var statements = connection.CreateBatch();
        var updates = changed.Select(rows => (Rows: rows, Statement: ChangedRows.Update(rows))).ToList();
        foreach (var statement in updates.Select(update => update.Statement).Concat(added.Select(AddedRows.Insert)))
            statements.BatchCommands.Add(statement);
        NpgsqlException? refusal = null;
        try
        {
            await using var answer = await statements.ExecuteReaderAsync(cancellation);
            foreach (var rows in added)
                await AddedRows.TakeKeysAsync(answer, rows, cancellation);
        }
        catch (NpgsqlException failure)
        {
            refusal = failure;
        }

        // First: what the database refused may only be so because somebody else was quicker. A statement that did not run says -1.
        if (updates.FirstOrDefault(update => update.Statement.RecordsAffected is >= 0 and var written && written != update.Rows.Count) is { Rows: { } outrun })
            throw new DbUpdateConcurrencyException($"Not all of {outrun.Count} rows of {outrun[0].EntityType.DisplayName()} were as they had been read.", outrun);
        if (refusal is not null)
            throw new DbUpdateException("Rows could not be written in bulk.", refusal, [.. changed.Concat(added).SelectMany(rows => rows)]);
    }

    /// <summary>Without a savepoint of their own: what comes before and after belongs to the same save.</summary>
    private async Task SaveOthersAsync(List<IUpdateEntry> entries, CancellationToken cancellation)
    {
        var database = entries[0].Context.Database;
        var hadSavepoints = database.AutoSavepointsEnabled;
        database.AutoSavepointsEnabled = false;
        try
        {
            await base.SaveChangesAsync(entries, cancellation);
        }
        finally
        {
            database.AutoSavepointsEnabled = hadSavepoints;
        }
    }
}
