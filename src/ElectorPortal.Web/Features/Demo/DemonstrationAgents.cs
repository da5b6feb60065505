using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security.Agents;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Demo;

/// <summary>Who can try the helpdesk in Development: one agent of each role, enrolled, with what each would hold.</summary>
internal sealed class DemonstrationAgents(
    PortalDbContext db, AgentCredentials credentials, TimeProvider time, IHostEnvironment environment)
{
    /// <summary>Public on purpose, like the secrets: they open nothing outside a demonstration.</summary>
    public const string Password = "aubergine sous la neige";

    public static IReadOnlyList<DemonstrationAgent> All { get; } =
    [
        new("agent.amiens@assistance.example.fr", "Sacha Delattre", AgentRole.Agent, "Amiens", "DEMOAGEN TAMIENS2 DEMOAGEN TAMIENS2"),
        new("superviseur@assistance.example.fr", "Andrea Morel", AgentRole.Supervisor, null, "DEMOSUPE RVISEUR2 DEMOSUPE RVISEUR2"),
        new("administrateur@assistance.example.fr", "Claude Rivoal", AgentRole.Administrator, null, "DEMOADMI NISTRAT2 DEMOADMI NISTRAT2"),
    ];

    /// <summary>Adds them in Development, to a database that has no agent yet.</summary>
    public async Task AddToEmptyDatabaseAsync(CancellationToken cancellation = default)
    {
        if (!environment.IsDevelopment() || await db.Agents.AnyAsync(cancellation))
            return;

        foreach (var person in All)
            db.Agents.Add(await ToAgentAsync(person, cancellation));
        await db.SaveChangesAsync(cancellation);
    }

    private async Task<Agent> ToAgentAsync(DemonstrationAgent person, CancellationToken cancellation)
    {
        var agent = new Agent
        {
            Email = EmailAddress.Parse(person.Email),
            Name = person.Name,
            Role = person.Role,
            Academy = await db.Academies.SingleOrDefaultAsync(academy => academy.Name == person.Academy, cancellation),
            CreatedAt = time.GetUtcNow().UtcDateTime,
        };
        await credentials.EnrolAsync(agent, Password, person.Secret, step: 0, cancellation);
        return agent;
    }
}

/// <param name="Academy">Null for those who see all.</param>
/// <param name="Key">What the agent would have put on his telephone.</param>
internal sealed record DemonstrationAgent(string Email, string Name, AgentRole Role, string? Academy, string Key)
{
    public TotpSecret Secret => TotpSecret.TryParse(Key, out var secret)
        ? secret
        : throw new InvalidOperationException("A demonstration key is malformed.");
}
