using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.SignIn;
using ElectorPortal.Web.Security.Keys;
using ElectorPortal.Web.Security.Passwords;

namespace ElectorPortal.Web.Security.Agents;

/// <summary>What an agent signs in with, as the database may keep it.</summary>
internal sealed class AgentCredentials(PasswordHasher hasher, CommonPasswords common, TotpVault vault, KeyedHash hash)
{
    public IReadOnlyList<PasswordRefusal> Check(string password, Agent agent) => AgentPasswordRules.Check(password, agent, common.All);

    /// <param name="password">Already accepted by <see cref="Check"/>.</param>
    /// <param name="step">The step of the code that the agent has just typed.</param>
    public async Task EnrolAsync(Agent agent, string password, TotpSecret secret, long step, CancellationToken cancellation) =>
        agent.Enrol(await hasher.HashAsync(password, cancellation), vault.Close(secret), step);

    public AgentRecoveryCode Recovery(Agent agent, RecoveryCode code) => new() { AgentId = agent.Id, CodeHash = hash.Of(code) };
}
