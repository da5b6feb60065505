using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Security.Keys;

namespace ElectorPortal.Web.Security.Throttling;

/// <summary>Makes whoever mistypes an agent's password or codes wait longer and longer.</summary>
internal sealed class AgentThrottle(Tries tries, NetworkThrottle network, KeyedHash hash)
{
    /// <summary>Counts one try with the password of this address, known or not; nothing else may be in the unit of work.</summary>
    /// <returns>How long to wait before a try; zero where this one may be looked at.</returns>
    public async Task<TimeSpan> TakePasswordAsync(EmailAddress address, CancellationToken cancellation)
    {
        var wait = await network.TakeAsync(cancellation);
        return wait > TimeSpan.Zero ? wait : await tries.TakeAsync(hash.OfAgentPassword(address), cancellation);
    }

    /// <summary>The try was good: it counts no more, nor do those before it.</summary>
    public async Task PassPasswordAsync(EmailAddress address, CancellationToken cancellation)
    {
        await network.GiveBackAsync(cancellation);
        await ClearPasswordAsync(address, cancellation);
    }

    /// <summary>As <see cref="TakePasswordAsync"/>, for the codes that an agent types, recovery codes included.</summary>
    public Task<TimeSpan> TakeCodeAsync(int agentId, CancellationToken cancellation) => tries.TakeAsync(hash.OfAgentCode(agentId), cancellation);

    public Task ClearPasswordAsync(EmailAddress address, CancellationToken cancellation) =>
        tries.ClearAsync(hash.OfAgentPassword(address), cancellation);

    public Task ClearCodeAsync(int agentId, CancellationToken cancellation) => tries.ClearAsync(hash.OfAgentCode(agentId), cancellation);
}
