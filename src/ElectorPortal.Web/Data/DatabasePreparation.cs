using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Data;

/// <summary>Brings the database to the version of the program, and its académies with it.</summary>
internal sealed class DatabasePreparation(PortalDbContext db)
{
    /// <returns>The migrations that were applied, by name.</returns>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellation = default)
    {
        CreateSqliteFolder();
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellation)).ToList();
        if (pending.Count > 0)
            await db.Database.MigrateAsync(cancellation);

        await AcademySeed.ApplyAsync(db, cancellation);
        return pending;
    }

    public async Task<IReadOnlyList<string>> PendingAsync(CancellationToken cancellation = default) =>
        [.. await db.Database.GetPendingMigrationsAsync(cancellation)];

    private void CreateSqliteFolder()
    {
        if (!db.Database.IsSqlite())
            return;

        var file = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource;
        if (file is not (":memory:" or "") && Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
            Directory.CreateDirectory(folder);
    }
}
