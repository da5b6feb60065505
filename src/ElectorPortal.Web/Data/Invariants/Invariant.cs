using ElectorPortal.Domain.Reassort;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Data.Invariants;

/// <summary>What the invariants are judged against: the limits in force and the instant.</summary>
internal sealed class CheckTerms(ReassortTerms reassort, TimeProvider time)
{
    public ReassortTerms Reassort => reassort;

    public DateTime Now { get; } = time.GetUtcNow().UtcDateTime;
}

/// <param name="Count">How many rows break the invariant; zero where it holds.</param>
/// <param name="Examples">A few of them, by number, never by name.</param>
internal sealed record Verdict(int Count, IReadOnlyList<string> Examples);

/// <summary>A sentence that is always true of the database, and the query that finds what breaks it.</summary>
internal abstract class Invariant(string name)
{
    private const int MaxExamples = 5;

    /// <summary>In French, for the operator.</summary>
    public string Name => name;

    public abstract Task<Verdict> CheckAsync(PortalDbContext db, CheckTerms terms, CancellationToken cancellation);

    /// <param name="kind">What a broken row is called: « électeur ».</param>
    /// <param name="broken">The keys of the rows that break it.</param>
    public static Invariant Of<TKey>(string name, string kind, Func<PortalDbContext, CheckTerms, IQueryable<TKey>> broken) =>
        new Query<TKey>(name, kind, broken);

    private sealed class Query<TKey>(string name, string kind, Func<PortalDbContext, CheckTerms, IQueryable<TKey>> broken) : Invariant(name)
    {
        public override async Task<Verdict> CheckAsync(PortalDbContext db, CheckTerms terms, CancellationToken cancellation)
        {
            var keys = broken(db, terms);
            var count = await keys.CountAsync(cancellation);
            if (count == 0)
                return new Verdict(0, []);

            var examples = await keys.OrderBy(key => key).Take(MaxExamples).ToListAsync(cancellation);
            return new Verdict(count, [.. examples.Select(key => $"{kind} {key}")]);
        }
    }
}
