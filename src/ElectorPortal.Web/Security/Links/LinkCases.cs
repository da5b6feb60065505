using ElectorPortal.Domain.Activation;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Security.Links;

/// <summary>An elector on the rolls, with the address by which he was found.</summary>
internal sealed record KnownElector(EmailAddress Address, Elector Elector);

/// <summary>What those who ask for a link are judged on, read for all of them by two questions, which are made up once. Rows are tracked.</summary>
internal sealed class LinkCases
{
    /// <summary>Of this portal's database alone: it is compiled for the first that it is asked of.</summary>
    private readonly Func<PortalDbContext, EmailAddress[], IAsyncEnumerable<KnownElector>> electors = EF.CompileAsyncQuery(
        (PortalDbContext db, EmailAddress[] typed) =>
            from known in db.ElectorAddresses
            where typed.Contains(known.Address)
            join elector in db.Electors on known.ElectorId equals elector.Id
            where elector.RemovedAt == null
            select new KnownElector(known.Address, elector));

    /// <inheritdoc cref="electors"/>
    private readonly Func<PortalDbContext, int[], DateTime, IAsyncEnumerable<AccountLink>> links = EF.CompileAsyncQuery(
        (PortalDbContext db, int[] ids, DateTime since) => db.AccountLinks
            .Where(link => ids.Contains(link.ElectorId) && ((link.UsedAt == null && link.ReplacedAt == null) || link.CreatedAt > since)));

    /// <summary>The electors on the rolls who are known by these addresses.</summary>
    public ValueTask<Dictionary<EmailAddress, Elector>> FindAsync(PortalDbContext db, IEnumerable<EmailAddress> typed, CancellationToken cancellation) =>
        electors(db, [.. typed.Distinct()]).ToDictionaryAsync(known => known.Address, known => known.Elector, cancellationToken: cancellation);

    /// <summary>Links of these electors that still open something, or were made since then.</summary>
    /// <param name="since">UTC.</param>
    public async Task<ILookup<int, AccountLink>> OpenOrSentSinceAsync(
        PortalDbContext db, IEnumerable<int> electorIds, DateTime since, CancellationToken cancellation)
    {
        int[] ids = [.. electorIds.Distinct()];
        return (ids.Length == 0 ? [] : await links(db, ids, since).ToListAsync(cancellation)).ToLookup(link => link.ElectorId);
    }
}
