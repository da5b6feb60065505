using System.Globalization;
using ElectorPortal.Domain.Journal;

namespace ElectorPortal.Web.Features.Helpdesk.Journal;

/// <summary>A place in the journal: the next page begins with the entry that is older than this one.</summary>
public sealed record JournalCursor(DateTime At, long Id)
{
    public static JournalCursor Of(JournalEntry entry) => new(entry.At, entry.Id);

    /// <returns>Null for what this class did not write.</returns>
    public static JournalCursor? Read(string text)
    {
        if (text.Split('-') is not [var ticks, var id]
            || !long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            || !long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || at > DateTime.MaxValue.Ticks)
        {
            return null;
        }

        return new JournalCursor(new DateTime(at, DateTimeKind.Utc), number);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.Ticks}-{Id}");
}

internal static class JournalOrder
{
    public static IOrderedQueryable<JournalEntry> NewestFirst(this IQueryable<JournalEntry> entries) =>
        entries.OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Id);

    /// <summary>What comes after that place where the journal is read newest first.</summary>
    public static IQueryable<JournalEntry> OlderThan(this IQueryable<JournalEntry> entries, JournalCursor place) =>
        // The first condition says nothing more, and lets every database start its index there.
        entries.Where(entry => entry.At <= place.At && (entry.At < place.At || entry.Id < place.Id));
}
