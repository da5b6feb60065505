using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security.Keys;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Security.Seals;

/// <summary>Continues the chain over the journal. Any number of nodes may do so at once: a place in the chain is taken once.</summary>
internal sealed class JournalSealer(PortalDbContext db, KeyedHash hash)
{
    /// <summary>Sealed by one pass.</summary>
    public const int Batch = 500;

    /// <summary>
    /// Numbers are given when an entry is written, seals when it is committed: an entry may come into sight below others that have their
    /// seal. Each pass therefore looks this many numbers back, few, since a pass comes every few seconds on every node; and the far look,
    /// minutes apart, as many as no transaction lets go by. Both read two indexes over that range alone. What would come later still gets
    /// no seal, and <see cref="JournalChain"/> names it: a margin that is too small makes noise, never a gap. The order of the chain is that
    /// of the seals, whatever the numbers.
    /// </summary>
    private const long Margin = 1000;

    public const long FarMargin = 1_000_000;

    /// <summary>One pass: seals the next entries.</summary>
    /// <returns>How many entries had no seal, a batch at most; what another node has just sealed counts too.</returns>
    public async Task<int> SealAsync(bool looksFarBack, CancellationToken cancellation)
    {
        var head = await db.JournalSeals.AsNoTracking().OrderByDescending(seal => seal.Position).FirstOrDefaultAsync(cancellation);
        var last = await db.JournalSeals.MaxAsync(seal => (long?)seal.EntryId, cancellation) ?? 0;
        var floor = last - (looksFarBack ? FarMargin : Margin);
        var unsealed = await db.Journal
            .Where(entry => entry.Id > floor && !db.JournalSeals.Any(seal => seal.EntryId > floor && seal.EntryId == entry.Id))
            .OrderBy(entry => entry.Id)
            .Take(Batch)
            .AsRows()
            .ToListAsync(cancellation);
        if (unsealed.Count > 0)
            await SaveAsync(head, unsealed, cancellation);
        return unsealed.Count;
    }

    private async Task SaveAsync(JournalSeal? head, List<JournalRow> entries, CancellationToken cancellation)
    {
        foreach (var entry in entries)
        {
            head = new JournalSeal
            {
                Position = (head?.Position ?? 0) + 1,
                EntryId = entry.Id,
                Hash = hash.OfLink(head?.Hash ?? JournalSeal.Beginning, entry),
            };
            db.JournalSeals.Add(head);
        }

        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException lost) when (lost.IsUniqueViolation())
        {
            // Another node went on from the same head.
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }
}
