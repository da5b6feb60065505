using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Web.Security.Agents;

namespace ElectorPortal.Web.Features.Helpdesk.SignIn;

/// <summary>The six digits of the telephone. The agent's version guards the last step: of two parallel uses of a code, one finds it used.</summary>
internal sealed class ShowCode(SecondFactor factor, TotpVault vault)
{
    public Task<AgentSignInAnswer> ShowAsync(string typed, CancellationToken cancellation) => factor.ShowAsync(
        "Code",
        (agent, now) =>
        {
            if (TimeBasedCode.MatchingStep(vault.Open(agent.TotpSecret!), typed, now) is not { } step)
                return Task.FromResult<AgentSignInRefusal?>(AgentSignInRefusal.WrongCode);
            if (!AgentSignInRules.MayUse(agent, step))
                return Task.FromResult<AgentSignInRefusal?>(AgentSignInRefusal.UsedCode);

            agent.LastTotpStep = step;
            return Task.FromResult<AgentSignInRefusal?>(null);
        },
        cancellation);
}
