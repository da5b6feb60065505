using ElectorPortal.Domain.Activation;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Web.Security.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Web.Tests.Support;

/// <summary>Puts invented agents at the helpdesk.</summary>
public sealed class TestAgents(PortalApp app)
{
    private int counter;

    /// <param name="academy">Of a plain agent; the others see all.</param>
    public async Task<Agent> AddAsync(AgentRole role = AgentRole.Agent, string academy = "Amiens")
    {
        var number = Interlocked.Increment(ref counter);
        return await app.WithDbAsync(async db =>
        {
            var agent = new Agent
            {
                Email = EmailAddress.Parse($"agent{number}@assistance.test"),
                Name = $"Dominique Petit {number}",
                Role = role,
                AcademyId = role == AgentRole.Agent
                    ? await db.Academies.Where(row => row.Name == academy).Select(row => row.Id).SingleAsync()
                    : null,
                CreatedAt = app.Now,
            };
            db.Agents.Add(agent);
            await db.SaveChangesAsync();
            return agent;
        });
    }

    /// <summary>A browser in which an agent has shown both factors.</summary>
    public async Task<TestBrowser> SignInAsync(Agent agent)
    {
        var token = LinkToken.Generate();
        await app.WithDbAsync(async db =>
        {
            db.AgentSessions.Add(new AgentSession
            {
                TokenHash = app.Services.GetRequiredService<KeyedHash>().Of(token),
                AgentId = agent.Id,
                PasswordVersion = agent.PasswordVersion,
                IsComplete = true,
                CreatedAt = app.Now,
                LastSeenAt = app.Now,
            });
            return await db.SaveChangesAsync();
        });
        return app.NewBrowser(("__Host-assistance", token.Reveal()));
    }

    /// <summary>A browser of a new agent who has shown both factors.</summary>
    public async Task<TestBrowser> SignInAsync(AgentRole role = AgentRole.Agent, string academy = "Amiens") =>
        await SignInAsync(await AddAsync(role, academy));
}
