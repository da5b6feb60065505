using System.Security.Cryptography;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security.Keys;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Security.Seals;

internal enum ChainFault
{
    /// <summary>Seals are gone from the middle, or from the beginning; the number is the first position that misses.</summary>
    SealMissing,

    /// <summary>The number is the entry's, here and below.</summary>
    EntryMissing,

    /// <summary>Or its seal was: which of the two, nobody can tell.</summary>
    EntryChanged,

    EntryUnsealed,

    /// <summary>The chain is not the one that was written down; the number is the note's position.</summary>
    NoteBroken,

    /// <summary>Not marked by the portal: somebody else removed the oldest entries. The number is its position.</summary>
    BeginningForged,

    /// <summary>The note is older than what is left of the journal; the number is its position.</summary>
    NotePurged,
}

/// <param name="Head">Null for a journal without any seal.</param>
internal sealed record ChainVerdict((ChainFault Fault, long Number)? Broken, ChainNote? Head);

/// <summary>Follows the chain over the journal from its beginning to the first broken link.</summary>
internal sealed class JournalChain(PortalDbContext db, KeyedHash hash)
{
    private const int Page = 5000;

    /// <summary>Far longer than portals that run leave an entry without its seal while they seal newer ones.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <param name="note">What was written down of the chain at an earlier time; null where there is none.</param>
    public async Task<ChainVerdict> VerifyAsync(ChainNote? note, CancellationToken cancellation)
    {
        var beginning = await db.JournalBeginnings.AsNoTracking().SingleOrDefaultAsync(cancellation);
        if (CheckBeginning(beginning, note) is { } wrong)
            return new ChainVerdict(wrong, null);

        // What stands before the first entry that is left.
        var head = beginning is null ? null : new JournalSeal { Position = beginning.Position, EntryId = 0, Hash = beginning.Hash };
        for (var page = Page; ;)
        {
            var seals = await db.JournalSeals.AsNoTracking()
                .Where(seal => seal.Position > (head == null ? 0 : head.Position)).OrderBy(seal => seal.Position).Take(page)
                .ToListAsync(cancellation);
            if (seals.Count == 0)
                break;

            var entries = await ReadAsync(seals, cancellation);
            if (entries is null && page > 1)
            {
                page = 1;
                continue;
            }

            foreach (var seal in seals)
            {
                if (Check(head, seal, entries, note) is { } fault)
                    return new ChainVerdict(fault, Head(head));
                head = seal;
            }
        }

        if (beginning is not null && head?.Position == beginning.Position)
            return new ChainVerdict((ChainFault.SealMissing, beginning.Position + 1), null);
        return new ChainVerdict(note?.Position > (head?.Position ?? 0) ? (ChainFault.NoteBroken, note.Position) : await UnsealedAsync(head, cancellation), Head(head));
    }

    private (ChainFault, long)? CheckBeginning(JournalBeginning? beginning, ChainNote? note) => beginning switch
    {
        null => null,
        _ when !CryptographicOperations.FixedTimeEquals(hash.OfBeginning(beginning.Position, beginning.Hash), beginning.Mark) =>
            (ChainFault.BeginningForged, beginning.Position),
        _ when note?.Position < beginning.Position => (ChainFault.NotePurged, note.Position),
        _ => null,
    };

    private static ChainNote? Head(JournalSeal? head) => head is null ? null : ChainNote.Of(head);

    /// <summary>The entries behind these seals by number, those that still exist; null where one cannot be read at all.</summary>
    private async Task<Dictionary<long, JournalRow>?> ReadAsync(List<JournalSeal> seals, CancellationToken cancellation)
    {
        var (first, last) = (seals[0].Position, seals[^1].Position);
        try
        {
            // The seals first: asked of each entry, SQLite would go through the whole journal for every page of it.
            return await db.Journal
                .Where(entry => db.JournalSeals
                    .Where(seal => seal.Position >= first && seal.Position <= last)
                    .Select(seal => seal.EntryId)
                    .Contains(entry.Id))
                .AsRows()
                .ToDictionaryAsync(entry => entry.Id, cancellation);
        }
        catch (Exception failure) when (failure is FormatException or InvalidCastException or OverflowException or ArgumentException)
        {
            // SQLite lets any text stand in the column of an instant.
            return null;
        }
    }

    private (ChainFault, long)? Check(JournalSeal? before, JournalSeal seal, Dictionary<long, JournalRow>? entries, ChainNote? note)
    {
        var position = (before?.Position ?? 0) + 1;
        if (seal.Position != position)
            return (ChainFault.SealMissing, position);
        JournalRow? entry = null;
        if (entries is not null && !entries.TryGetValue(seal.EntryId, out entry))
            return (ChainFault.EntryMissing, seal.EntryId);
        if (entry is null || !CryptographicOperations.FixedTimeEquals(hash.OfLink(before?.Hash ?? JournalSeal.Beginning, entry), seal.Hash))
            return (ChainFault.EntryChanged, seal.EntryId);
        if (note?.Position == position && note != ChainNote.Of(seal))
            return (ChainFault.NoteBroken, position);
        return null;
    }

    /// <summary>
    /// Older than what has a seal already, or numbered so that no pass ever looks at it. What is newer waits for a portal to run.
    /// </summary>
    private async Task<(ChainFault, long)?> UnsealedAsync(JournalSeal? head, CancellationToken cancellation)
    {
        if (head is null)
            return null;

        var sealedAt = await db.Journal.Where(entry => entry.Id == head.EntryId).Select(entry => entry.At).SingleAsync(cancellation);
        var oldest = sealedAt - Patience;
        var floor = await db.JournalSeals.MaxAsync(seal => seal.EntryId, cancellation) - JournalSealer.FarMargin;
        var unsealed = await db.Journal
            .Where(entry => (entry.At < oldest || entry.Id <= floor) && !db.JournalSeals.Any(seal => seal.EntryId == entry.Id))
            .OrderBy(entry => entry.Id)
            .Select(entry => (long?)entry.Id)
            .FirstOrDefaultAsync(cancellation);
        return unsealed is { } number ? (ChainFault.EntryUnsealed, number) : null;
    }
}
