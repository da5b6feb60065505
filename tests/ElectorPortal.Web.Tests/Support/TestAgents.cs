using ElectorPortal.Domain.Activation;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Web.Security.Agents;
using ElectorPortal.Web.Security.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Web.Tests.Support;

/// <summary>Puts invented agents at the helpdesk.</summary>
public sealed class TestAgents(PortalApp app)
{
    public const string Password = "six canards au fond";
    public const string SessionCookie = "__Host-assistance";

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

    /// <summary>An agent who signs in with <see cref="Password"/>, the codes of a secret, and recovery codes.</summary>
    public async Task<TestAgent> AddEnrolledAsync(AgentRole role = AgentRole.Agent)
    {
        var added = await AddAsync(role);
        var person = new TestAgent(added.Id, added.Email.Value, TotpSecret.Generate(), [RecoveryCode.Generate(), RecoveryCode.Generate()]);
        var credentials = app.Services.GetRequiredService<AgentCredentials>();
        await app.WithDbAsync(async db =>
        {
            var agent = await db.Agents.SingleAsync(row => row.Id == added.Id);
            await credentials.EnrolAsync(agent, Password, person.Secret, step: 0, default);
            db.AgentRecoveryCodes.AddRange(person.Codes.Select(code => credentials.Recovery(agent, code)));
            return await db.SaveChangesAsync();
        });
        return person;
    }

    /// <summary>A browser on the page that asks for the code: the password was shown.</summary>
    public async Task<TestPage> ShowPasswordAsync(TestAgent person)
    {
        var page = await app.NewBrowser().GetAsync("/helpdesk/connexion");
        var answer = await page.Fill("Adresse de messagerie", person.Email).Fill("Mot de passe", Password).PressAsync("Continuer");
        Assert.Equal("/helpdesk/connexion/code", answer.Location);
        return await answer.FollowAsync();
    }

    /// <summary>What the telephone shows, that many steps from now.</summary>
    public string CodeOf(TestAgent person, int stepsFromNow = 0) =>
        TimeBasedCode.Of(person.Secret, TimeBasedCode.StepAt(app.Now) + stepsFromNow);

    /// <summary>A browser in which an agent has shown both factors.</summary>
    public async Task<TestBrowser> SignInAsync(Agent agent) => app.NewBrowser((SessionCookie, await OpenSessionAsync(agent)));

    /// <summary>The value of the cookie of an agent who has shown both factors.</summary>
    public async Task<string> OpenSessionAsync(Agent agent)
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
        return token.Reveal();
    }

    /// <summary>A browser of a new agent who has shown both factors.</summary>
    public async Task<TestBrowser> SignInAsync(AgentRole role = AgentRole.Agent, string academy = "Amiens") =>
        await SignInAsync(await AddAsync(role, academy));
}

public sealed record TestAgent(int Id, string Email, TotpSecret Secret, IReadOnlyList<RecoveryCode> Codes);
