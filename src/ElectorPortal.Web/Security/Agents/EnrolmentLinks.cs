using ElectorPortal.Domain.Activation;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Messaging;
using ElectorPortal.Web.Security.Keys;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Security.Agents;

/// <summary>A one-time link, shown once to whoever asked for it. No record: it would print the link.</summary>
internal sealed class EnrolmentInvitation
{
    public required Agent Agent { get; init; }

    public required string Link { get; init; }

    public required DateTime ExpiresAt { get; init; }
}

/// <summary>The one-time links with which agents enrol.</summary>
internal sealed class EnrolmentLinks(PortalDbContext db, KeyedHash hash, PublicAddress address, TimeProvider time)
{
    public const string Path = "/helpdesk/inscription";

    /// <summary>Gives the agent a link that replaces any former one, once the unit of work is saved.</summary>
    public EnrolmentInvitation Renew(Agent agent)
    {
        var token = LinkToken.Generate();
        agent.AwaitEnrolment(hash.Of(token), time.GetUtcNow().UtcDateTime);
        return new EnrolmentInvitation
        {
            Agent = agent,
            Link = address.Link($"{Path}?token={token.Reveal()}"),
            ExpiresAt = agent.EnrolmentExpiresAt!.Value,
        };
    }

    /// <summary>The agent whose link this is, tracked; null where it is nobody's.</summary>
    public async Task<Agent?> FindAsync(string? token, CancellationToken cancellation)
    {
        if (!LinkToken.TryParse(token, out var parsed))
            return null;

        var tokenHash = hash.Of(parsed);
        return await db.Agents.SingleOrDefaultAsync(agent => agent.EnrolmentTokenHash == tokenHash, cancellation);
    }
}
