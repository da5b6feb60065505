using ElectorPortal.Domain.Electors;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Data;

/// <summary>The académies by name, as they stood a minute ago at most: public, a few dozen rows, changed once an election if ever.</summary>
internal sealed class AcademyCache(TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private Kept? kept;

    public async Task<IReadOnlyList<Academy>> AllAsync(PortalDbContext db, CancellationToken cancellation)
    {
        if (kept is { } known && time.GetElapsedTime(known.ReadAt) < Lifetime)
            return known.Academies;

        var academies = await db.Academies.AsNoTracking().OrderBy(academy => academy.Name).ToListAsync(cancellation);
        kept = new Kept(academies, time.GetTimestamp());
        return academies;
    }

    private sealed record Kept(IReadOnlyList<Academy> Academies, long ReadAt);
}
