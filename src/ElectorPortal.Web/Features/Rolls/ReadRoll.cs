using System.Diagnostics.CodeAnalysis;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security.Sessions;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Rolls;

/// <summary>Reads the roll of one of the elector's contests, page by page in the order of names, or what of it begins with a name.</summary>
[SuppressMessage("Globalization", "CA1309", Justification = "The column's collation compares, letter by letter; the overload with a comparison has no SQL.")]
internal sealed class ReadRoll(PortalDbContext db, SignedInElector elector, RollCounts counts)
{
    public const int PageSize = 50;

    private const string Unreadable = "Saisissez au moins les deux premières lettres du nom. Vous pouvez ajouter le prénom.";
    private const int MinLetters = 2;

    /// <returns>Null where the elector does not stand on the roll that he asks for.</returns>
    public async Task<RollPage?> ReadAsync(RollFilter filter, CancellationToken cancellation)
    {
        var codes = await db.Enrolments.Where(place => place.ElectorId == elector.Id).Select(place => place.ContestCode).Order().ToListAsync(cancellation);
        var code = string.IsNullOrEmpty(filter.Contest) ? codes.FirstOrDefault() : filter.Contest;
        if (code is not null && !codes.Contains(code))
            return null;

        var contests = await db.Contests.AsNoTracking().Include(contest => contest.Academy).Where(contest => codes.Contains(contest.Code)).ToListAsync(cancellation);
        var page = new RollPage
        {
            Filter = filter with { Contest = code },
            Contests = [.. codes.Select(one => (one, contests.Find(contest => contest.Code == one) is { } known ? $"{known.Body} – {known.Label}" : one))],
            Contest = contests.Find(contest => contest.Code == code),
            Own = elector.Id,
        };
        return code is null ? page : await FillAsync(page, code, cancellation);
    }

    private async Task<RollPage> FillAsync(RollPage page, string code, CancellationToken cancellation)
    {
        if (!string.IsNullOrWhiteSpace(page.Filter.Name))
            return await SearchAsync(page, code, page.Filter.Name, cancellation);

        var places = db.Enrolments.Where(place => place.ContestCode == code);
        if (page.Filter.After is { } last
            && await places.Where(place => place.ElectorId == last).Select(place => place.FoldedName).SingleOrDefaultAsync(cancellation) is { } name)
        {
            places = places.Behind(name, last);
        }

        var lines = await places.InOrder(db).Take(PageSize + 1).ToListAsync(cancellation);
        return page with
        {
            Count = page.Filter.After is null ? await counts.OfAsync(code) : null,
            Lines = [.. lines.Take(PageSize)],
            Next = lines.Count > PageSize ? lines[PageSize - 1].ElectorId : null,
        };
    }

    /// <summary>By the name people use, then by the birth name of those who use another; the first names may follow.</summary>
    private async Task<RollPage> SearchAsync(RollPage page, string code, string text, CancellationToken cancellation)
    {
        var first = text.Length > Elector.NameMaxLength ? "" : Names.Fold(text);
        if (first.Length < MinLetters)
            return page with { Problem = Unreadable };

        var byName = await db.Enrolments.Where(place => place.ContestCode == code).Beginning(first).InOrder(db).Take(PageSize + 1).ToListAsync(cancellation);
        var word = first.Split(' ')[0];
        var afterWord = word + '\uFFFF';
        var byBirthName = await db.Electors
            .Where(one => one.RemovedAt == null && one.FoldedUsageName != null
                && string.Compare(one.FoldedBirthName, word) >= 0 && string.Compare(one.FoldedBirthName, afterWord) < 0
                && (one.FoldedBirthName + " " + one.FoldedFirstNames).StartsWith(first)
                && db.Enrolments.Any(place => place.ElectorId == one.Id && place.ContestCode == code))
            .Take(PageSize + 1)
            .Select(one => new RollLine(one.Id, one.Civility, one.BirthName, one.UsageName, one.FirstNames, one.Corps, one.Posting))
            .ToListAsync(cancellation);
        var found = byName.UnionBy(byBirthName, line => line.ElectorId).ToList();
        return page with { Lines = [.. found.Take(PageSize)], IsCutShort = found.Count > PageSize };
    }
}
