using ElectorPortal.Domain.Journal;

namespace ElectorPortal.Web.Security.Seals;

internal static class JournalRows
{
    /// <summary>The entries as they stand in the database.</summary>
    public static IQueryable<JournalRow> AsRows(this IQueryable<JournalEntry> entries) => entries.Select(entry => new JournalRow
    {
        Id = entry.Id,
        At = entry.At,
        Kind = entry.Kind.ToString(),
        Outcome = entry.Outcome.ToString(),
        ElectorId = entry.ElectorId,
        AcademyId = entry.AcademyId,
        AgentId = entry.AgentId,
        Reason = entry.Reason,
        Detail = entry.Detail,
        NetworkAddress = entry.NetworkAddress,
    });
}
