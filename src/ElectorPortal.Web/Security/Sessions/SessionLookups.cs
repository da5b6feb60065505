using ElectorPortal.Domain.SignIn;
using ElectorPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Security.Sessions;

/// <summary>What every page of a signed-in elector asks the database: one question about all who wait.</summary>
internal sealed class SessionLookups
{
    private const int Lanes = 4;
    private const int MostAtOnce = 50;

    /// <summary>Of this portal's database alone: it is compiled for the first that it is asked of.</summary>
    private readonly Func<PortalDbContext, byte[][], IAsyncEnumerable<ElectorSession>> find = EF.CompileAsyncQuery(
        (PortalDbContext db, byte[][] hashes) => db.Sessions.AsNoTracking()
            .Include(row => row.Elector!).ThenInclude(elector => elector.Academy)
            .Where(row => hashes.Contains(row.TokenHash)));

    private readonly TogetherLine<byte[], ElectorSession?> line;

    public SessionLookups(IServiceScopeFactory scopes) => line = new(scopes, Lanes, MostAtOnce, AnswerAsync);

    /// <summary>The session with its elector and his académie, for reading; null where there is none. Requests of one session may be given the same object.</summary>
    public Task<ElectorSession?> FindAsync(byte[] tokenHash, CancellationToken cancellation) => line.AskAsync(tokenHash, cancellation);

    private async Task<IReadOnlyList<ElectorSession?>> AnswerAsync(IServiceProvider services, IReadOnlyList<byte[]> hashes)
    {
        var found = new Dictionary<string, ElectorSession>(hashes.Count);
        await foreach (var session in find(services.GetRequiredService<PortalDbContext>(), [.. hashes]))
            found[Convert.ToBase64String(session.TokenHash)] = session;
        return [.. hashes.Select(hash => found.GetValueOrDefault(Convert.ToBase64String(hash)))];
    }
}
