using ElectorPortal.Domain.Electors;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Data;

/// <summary>
/// The académies and their helpdesks, from <c>Academies.csv</c>. Contacts there are invented (numbers that the regulator keeps for
/// fiction): an installation corrects them in the database, and they are never overwritten.
/// </summary>
internal static class AcademySeed
{
    public static async Task ApplyAsync(PortalDbContext db, CancellationToken cancellation)
    {
        var known = await db.Academies.Select(academy => academy.FoldedName).ToHashSetAsync(cancellation);
        db.Academies.AddRange(Read().Where(academy => !known.Contains(academy.FoldedName)));
        await db.SaveChangesAsync(cancellation);
    }

    internal static IEnumerable<Academy> Read()
    {
        foreach (var line in EmbeddedFile.ReadText("Data.Academies.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            var cells = line.Split(';');
            yield return new Academy
            {
                Name = cells[0],
                FoldedName = Names.Fold(cells[0]),
                TimeZoneId = cells[1].Length == 0 ? null : cells[1],
                HelpdeskPhone = cells[2],
                HelpdeskEmail = cells[3],
                HelpdeskHours = cells[4],
            };
        }
    }
}
