using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security;
using ElectorPortal.Web.Security.Agents;
using ElectorPortal.Web.Security.Throttling;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Helpdesk.SignIn;

/// <summary>What every second factor shares: a try is counted, then looked at; a good one is used up in the save that opens the session.</summary>
internal sealed class SecondFactor(PortalDbContext db, AgentThrottle throttle, AgentSessions sessions, RequestJournal journal)
{
    /// <param name="name">Of the factor, for the journal.</param>
    /// <param name="use">Uses up what was typed, or says why not; runs again where somebody else's save came in between.</param>
    public async Task<AgentSignInAnswer> ShowAsync(
        string name, Func<Agent, DateTime, Task<AgentSignInRefusal?>> use, CancellationToken cancellation)
    {
        if (await sessions.FindAsync(cancellation) is not { IsComplete: false } halfway)
            return new AgentSignInAnswer.PasswordFirst();

        if (await throttle.TakeCodeAsync(halfway.AgentId, cancellation) is { Ticks: > 0 } wait)
        {
            await RefuseAsync(halfway.Agent!, AgentSignInRefusal.MustWait, cancellation);
            return new AgentSignInAnswer.MustWait(wait);
        }

        var answer = await db.RetryOnConflictAsync(() => TryAsync(halfway.AgentId, name, use, cancellation));
        if (answer is AgentSignInAnswer.Done)
            await throttle.ClearCodeAsync(halfway.AgentId, cancellation);
        return answer;
    }

    private async Task<AgentSignInAnswer> TryAsync(
        int agentId, string name, Func<Agent, DateTime, Task<AgentSignInRefusal?>> use, CancellationToken cancellation)
    {
        var agent = await db.Agents.SingleAsync(row => row.Id == agentId, cancellation);
        if ((AgentSignInRules.Check(agent) ?? await use(agent, journal.Now)) is { } refusal)
            return await RefuseAsync(agent, refusal, cancellation);

        var session = sessions.Open(agent, isComplete: true);
        journal.DoneBy(agent, JournalKind.AgentSignIn, name);
        await db.SaveChangesAsync(cancellation);
        await sessions.HandOverAsync(session, cancellation);
        return new AgentSignInAnswer.Done();
    }

    private async Task<AgentSignInAnswer> RefuseAsync(Agent agent, AgentSignInRefusal reason, CancellationToken cancellation)
    {
        journal.RefusedBy(agent, JournalKind.AgentSignIn, reason);
        await db.SaveChangesAsync(cancellation);
        return new AgentSignInAnswer.Refused(reason);
    }
}
