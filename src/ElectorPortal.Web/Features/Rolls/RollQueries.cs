using System.Diagnostics.CodeAnalysis;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Data;

namespace ElectorPortal.Web.Features.Rolls;

/// <summary>Places on one roll, sought by name: an index serves each on every database, however long the roll.</summary>
[SuppressMessage("Globalization", "CA1309", Justification = "The column's collation compares, letter by letter; the overload with a comparison has no SQL.")]
internal static class RollQueries
{
    /// <summary>Those that come after that elector's, who bears that name, folded.</summary>
    public static IQueryable<Enrolment> Behind(this IQueryable<Enrolment> places, string name, int electorId) =>
        places.Where(place => string.Compare(place.FoldedName, name) >= 0 && (place.FoldedName != name || place.ElectorId > electorId));

    /// <param name="name">Folded. A range: unlike LIKE, it uses the index everywhere.</param>
    public static IQueryable<Enrolment> Beginning(this IQueryable<Enrolment> places, string name)
    {
        var last = name + '\uFFFF';
        return places.Where(place => string.Compare(place.FoldedName, name) >= 0 && string.Compare(place.FoldedName, last) < 0);
    }

    /// <summary>Of names, without electors who were removed since.</summary>
    public static IQueryable<RollLine> InOrder(this IQueryable<Enrolment> places, PortalDbContext db) => places
        .OrderBy(place => place.FoldedName).ThenBy(place => place.ElectorId)
        .Join(
            db.Electors.Where(one => one.RemovedAt == null), place => place.ElectorId, one => one.Id,
            (_, one) => new RollLine(one.Id, one.Civility, one.BirthName, one.UsageName, one.FirstNames, one.Corps, one.Posting));
}
