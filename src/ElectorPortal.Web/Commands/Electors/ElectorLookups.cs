using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Commands.Electors;

/// <summary>Asks the database about many lines at once.</summary>
internal sealed class ElectorLookups(PortalDbContext db)
{
    /// <summary>Nobody stood in the database when this file was begun: there is nothing to compare its lines with.</summary>
    private bool? isFirst;

    /// <summary>What the last file said, by <see cref="ElectorLine.NumenKey"/>, of those of the lines' electors who are on the rolls.</summary>
    public async Task<Dictionary<ulong, byte[]>> DigestsAsync(IReadOnlyList<ElectorLine> lines, CancellationToken cancellation)
    {
        if (await IsFirstAsync(cancellation))
            return [];

        var hashes = lines.Select(line => line.NumenHash).ToList();
        var digests = new Dictionary<ulong, byte[]>(lines.Count);
        var rows = db.Electors
            .Where(elector => elector.RemovedAt == null && elector.FileDigest != null && EF.Parameter(hashes).Contains(elector.NumenHash))
            .Select(elector => new { elector.NumenHash, elector.FileDigest });
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation))
            digests.Add(FileClaims.Key(row.NumenHash), row.FileDigest!);
        return digests;
    }

    public async Task<Dictionary<ulong, Elector>> KnownAsync(IReadOnlyList<ElectorLine> lines, CancellationToken cancellation)
    {
        if (lines.Count == 0 || await IsFirstAsync(cancellation))
            return [];

        var hashes = lines.Select(line => line.NumenHash).ToList();
        var electors = await db.Electors.AsNoTracking()
            .Include(elector => elector.Addresses)
            .Include(elector => elector.Enrolments)
            .AsSplitQuery()
            .Where(elector => EF.Parameter(hashes).Contains(elector.NumenHash))
            .ToListAsync(cancellation);
        return electors.ToDictionary(elector => FileClaims.Key(elector.NumenHash));
    }

    /// <summary>Which elector has each of the lines' addresses, where one has it; by <see cref="ElectorLine.AddressKeys"/>.</summary>
    public async Task<Dictionary<ulong, int>> OwnersAsync(IReadOnlyList<ElectorLine> lines, CancellationToken cancellation)
    {
        var owners = new Dictionary<ulong, int>();
        if (await IsFirstAsync(cancellation))
            return owners;

        foreach (var addresses in lines.SelectMany(line => line.Addresses).Chunk(ElectorBatch.Size))
        {
            var rows = db.ElectorAddresses.AsNoTracking()
                .Where(known => EF.Parameter(addresses).Contains(known.Address))
                .Select(known => new { known.Address, known.ElectorId });
            await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation))
                owners[FileClaims.Key(row.Address)] = row.ElectorId;
        }

        return owners;
    }

    private async Task<bool> IsFirstAsync(CancellationToken cancellation) =>
        isFirst ??= !await db.Electors.AnyAsync(cancellation);
}
