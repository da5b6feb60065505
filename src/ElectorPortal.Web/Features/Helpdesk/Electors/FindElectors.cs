using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security;
using ElectorPortal.Web.Security.Agents;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Helpdesk.Electors;

/// <param name="Problem">Why nothing was looked for, in the agent's words; null where something was.</param>
/// <param name="IsCutShort">More electors answer to what was typed.</param>
/// <param name="IsByBeginning">Others may bear what was typed inside a compound name, or as a first name.</param>
internal sealed record FoundElectors(IReadOnlyList<Elector> Electors, string? Problem = null, bool IsCutShort = false, bool IsByBeginning = false);

/// <summary>
/// Looks for electors by the beginnings of their names, in any order, case and accents aside, or by one of their addresses. Each search is
/// in the journal; one that reaches for an elector whom the agent may not see, too, and finds nobody.
/// </summary>
internal sealed class FindElectors(PortalDbContext db, SignedInAgent agent, RequestJournal journal)
{
    public const int Most = 50;

    private const int TellingLetters = 4;

    /// <param name="everywhere">Inside names too, whatever their beginnings find.</param>
    public async Task<FoundElectors> FindAsync(string text, bool everywhere, CancellationToken cancellation)
    {
        if (ElectorSearch.Read(text) is not { } search)
            return new FoundElectors([], ElectorSearch.Unreadable);

        var found = search.Address is { } address
            ? await ByAddressAsync(address, cancellation)
            : await ByNameAsync(search.Words, everywhere, cancellation);
        await NoteAsync(search, found.Count, cancellation);
        return new FoundElectors([.. found.Take(Most)], IsCutShort: found.Count > Most, IsByBeginning: search.Address is null && !everywhere);
    }

    private Task<List<Elector>> ByAddressAsync(EmailAddress address, CancellationToken cancellation) =>
        Readable(agent.Electors.KnownBy(address, db)).ToListAsync(cancellation);

    /// <summary>
    /// By the beginning of a last name first, which an index serves; by any word of any name, first names included, where that finds nobody
    /// or where the agent asks for it: that reads every elector whom he may see.
    /// </summary>
    private async Task<List<Elector>> ByNameAsync(IReadOnlyList<string> words, bool everywhere, CancellationToken cancellation)
    {
        var all = words.Aggregate(agent.Electors, (electors, word) => electors.Where(elector =>
            (" " + elector.FoldedBirthName + " " + (elector.FoldedUsageName ?? "") + " " + elector.FoldedFirstNames).Contains(" " + word)));
        var byBeginning = everywhere ? [] : await Readable(Bearing(all, AnyNameBeginsWith(Telling(words)))).ToListAsync(cancellation);
        return byBeginning.Count > 0 ? byBeginning : await Readable(all).ToListAsync(cancellation);
    }

    /// <summary>Within an académie, SQLite would rather read all of its electors than begin with the name; the others weigh both.</summary>
    private IQueryable<Elector> Bearing(IQueryable<Elector> electors, Expression<Func<Elector, bool>> name)
    {
        if (!db.Database.IsSqlite())
            return electors.Where(name);

        var bearers = db.Electors.Where(name).Select(elector => elector.Id);
        return electors.Where(elector => bearers.Contains(elector.Id));
    }

    /// <summary>Two letters begin the names of half an académie: they narrow what the longer words find.</summary>
    private static IReadOnlyList<string> Telling(IReadOnlyList<string> words) =>
        words.Where(word => word.Length >= TellingLetters).ToList() is { Count: > 0 } telling ? telling : words;

    private static IQueryable<Elector> Readable(IQueryable<Elector> electors) => electors.AsNoTracking()
        .Include(elector => elector.Academy)
        .OrderBy(elector => elector.FoldedUsageName ?? elector.FoldedBirthName)
        .ThenBy(elector => elector.FoldedFirstNames)
        .ThenBy(elector => elector.Id)
        .Take(Most + 1);

    /// <summary>As ranges: unlike LIKE, they use the index on every database.</summary>
    private static Expression<Func<Elector, bool>> AnyNameBeginsWith(IReadOnlyList<string> words)
    {
        var elector = Expression.Parameter(typeof(Elector), "elector");
        var begins = words.Select(word => Begins(word, word + '\uFFFF')).Select(one => new Rebinding(one.Parameters[0], elector).Visit(one.Body));
        return Expression.Lambda<Func<Elector, bool>>(begins.Aggregate(Expression.OrElse), elector);
    }

    [SuppressMessage("Globalization", "CA1309", Justification = "The column's collation compares, letter by letter; the overload with a comparison has no SQL.")]
    private static Expression<Func<Elector, bool>> Begins(string first, string last) => elector =>
        (string.Compare(elector.FoldedBirthName, first) >= 0 && string.Compare(elector.FoldedBirthName, last) < 0)
        || (string.Compare(elector.FoldedUsageName, first) >= 0 && string.Compare(elector.FoldedUsageName, last) < 0);

    private async Task NoteAsync(ElectorSearch search, int found, CancellationToken cancellation)
    {
        if (found == 0 && search.Address is { } address)
        {
            var elsewhere = await db.ElectorAddresses
                .Where(known => known.Address == address)
                .Select(known => (int?)known.ElectorId)
                .SingleOrDefaultAsync(cancellation);
            journal.Refused(JournalKind.Search, elsewhere, elsewhere is null ? HelpdeskRefusal.NotFound : HelpdeskRefusal.OutOfScope, search.ForJournal);
        }
        else
        {
            journal.Done(JournalKind.Search, null, search.ForJournal);
        }

        await db.SaveChangesAsync(cancellation);
    }

    private sealed class Rebinding(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
