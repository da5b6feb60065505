using ElectorPortal.Domain.Contests;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Data;

internal static class ContestQueries
{
    /// <summary>The published contests on whose rolls an elector stands, with their académie, for reading: by body and label.</summary>
    public static IQueryable<Contest> ContestsOf(this PortalDbContext db, int electorId) => db.Contests.AsNoTracking()
        .Include(contest => contest.Academy)
        .Where(contest => db.Enrolments.Any(place => place.ElectorId == electorId && place.ContestCode == contest.Code))
        .OrderBy(contest => contest.Body).ThenBy(contest => contest.Label);
}
