using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Domain.SignIn;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security;
using ElectorPortal.Web.Security.Agents;
using ElectorPortal.Web.Security.Throttling;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Helpdesk.AgentEnrolment;

internal abstract record EnrolmentAnswer
{
    private EnrolmentAnswer()
    {
    }

    /// <param name="Codes">To be shown now or never.</param>
    public sealed record Enrolled(IReadOnlyList<RecoveryCode> Codes) : EnrolmentAnswer;

    public sealed record LinkRefused(EnrolmentRefusal Reason) : EnrolmentAnswer;

    public sealed record FormRefused(IReadOnlyList<PasswordRefusal> Password, bool IsCodeWrong) : EnrolmentAnswer;
}

/// <summary>Uses an enrolment link, once: takes the password and the telephone that the agent shows, and gives recovery codes.</summary>
internal sealed class EnrolAgent(
    PortalDbContext db, EnrolmentLinks links, AgentCredentials credentials, AgentThrottle throttle, RequestJournal journal)
{
    public Task<EnrolmentAnswer> EnrolAsync(
        string? token, TotpSecret? secret, string password, string code, CancellationToken cancellation) =>
        db.RetryOnConflictAsync(() => TryAsync(token, secret, password, code, cancellation));

    private async Task<EnrolmentAnswer> TryAsync(
        string? token, TotpSecret? candidate, string password, string code, CancellationToken cancellation)
    {
        var agent = await links.FindAsync(token, cancellation);
        if (EnrolmentRules.Check(agent, journal.Now) is { } refusal)
            return await RefuseAsync(agent, refusal, new EnrolmentAnswer.LinkRefused(refusal), cancellation);
        if (candidate is not { } secret)
            return await RefuseAsync(agent, EnrolmentRefusal.Unknown, new EnrolmentAnswer.LinkRefused(EnrolmentRefusal.Unknown), cancellation);

        var broken = credentials.Check(password, agent!);
        var step = TimeBasedCode.MatchingStep(secret, code, journal.Now);
        if (broken.Count > 0 || step is null)
        {
            var reason = step is null ? EnrolmentRefusal.WrongCode : EnrolmentRefusal.PasswordRefused;
            return await RefuseAsync(agent, reason, new EnrolmentAnswer.FormRefused(broken, step is null), cancellation);
        }

        var codes = await EnrolAsync(agent!, password, secret, step.Value, cancellation);
        return new EnrolmentAnswer.Enrolled(codes);
    }

    private async Task<IReadOnlyList<RecoveryCode>> EnrolAsync(
        Agent agent, string password, TotpSecret secret, long step, CancellationToken cancellation)
    {
        var codes = Enumerable.Range(0, RecoveryCode.Count).Select(_ => RecoveryCode.Generate()).ToList();
        await credentials.EnrolAsync(agent, password, secret, step, cancellation);
        db.AgentRecoveryCodes.RemoveRange(await db.AgentRecoveryCodes.Where(former => former.AgentId == agent.Id).ToListAsync(cancellation));
        db.AgentRecoveryCodes.AddRange(codes.Select(code => credentials.Recovery(agent, code)));
        journal.DoneBy(agent, JournalKind.AgentEnrolled);
        await db.SaveChangesAsync(cancellation);

        await throttle.ClearPasswordAsync(agent.Email, cancellation);
        await throttle.ClearCodeAsync(agent.Id, cancellation);
        return codes;
    }

    private async Task<EnrolmentAnswer> RefuseAsync(
        Agent? agent, EnrolmentRefusal reason, EnrolmentAnswer answer, CancellationToken cancellation)
    {
        journal.RefusedBy(agent, JournalKind.AgentEnrolled, reason);
        await db.SaveChangesAsync(cancellation);
        return answer;
    }
}
