using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security;
using ElectorPortal.Web.Security.Agents;
using ElectorPortal.Web.Security.Passwords;
using ElectorPortal.Web.Security.Throttling;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Helpdesk.SignIn;

internal abstract record AgentSignInAnswer
{
    private AgentSignInAnswer()
    {
    }

    public sealed record Done : AgentSignInAnswer;

    public sealed record Refused(AgentSignInRefusal Reason) : AgentSignInAnswer;

    public sealed record MustWait(TimeSpan Wait) : AgentSignInAnswer;

    /// <summary>The password was shown too long ago, or never.</summary>
    public sealed record PasswordFirst : AgentSignInAnswer;
}

/// <summary>The first factor: opens a session that leads to the page of the code, and nowhere else.</summary>
internal sealed class SignInAgent(
    PortalDbContext db, PasswordHasher hasher, AgentThrottle throttle, AgentSessions sessions, RequestJournal journal)
{
    public Task<AgentSignInAnswer> SignInAsync(EmailAddress address, string password, CancellationToken cancellation) =>
        EvenPace.AtNextBeatAsync(EvenPace.OfPasswords, () => TryAsync(address, password, cancellation), cancellation);

    private async Task<AgentSignInAnswer> TryAsync(EmailAddress address, string password, CancellationToken cancellation)
    {
        hasher.EnsureRoom();
        var wait = await throttle.TakePasswordAsync(address, cancellation);
        var agent = await db.Agents.AsNoTracking().SingleOrDefaultAsync(row => row.Email == address, cancellation);
        if (wait > TimeSpan.Zero)
        {
            await RefuseAsync(agent, AgentSignInRefusal.MustWait, cancellation);
            return new AgentSignInAnswer.MustWait(wait);
        }

        var refusal = AgentSignInRules.Check(agent);
        var isRight = await hasher.VerifyAsync(password, refusal is null ? agent!.PasswordHash : null, cancellation);
        if (!isRight)
            return await RefuseAsync(agent, refusal ?? AgentSignInRefusal.WrongPassword, cancellation);

        var session = sessions.Open(agent!, isComplete: false);
        await db.SaveChangesAsync(cancellation);
        await sessions.HandOverAsync(session, cancellation);
        await throttle.PassPasswordAsync(address, cancellation);
        return new AgentSignInAnswer.Done();
    }

    private async Task<AgentSignInAnswer> RefuseAsync(Agent? agent, AgentSignInRefusal reason, CancellationToken cancellation)
    {
        journal.RefusedBy(agent, JournalKind.AgentSignIn, reason);
        await db.SaveChangesAsync(cancellation);
        return new AgentSignInAnswer.Refused(reason);
    }
}
