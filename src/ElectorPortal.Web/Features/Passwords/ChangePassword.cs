using ElectorPortal.Domain.Journal;
using ElectorPortal.Domain.SignIn;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security;
using ElectorPortal.Web.Security.Passwords;
using ElectorPortal.Web.Security.Sessions;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Passwords;

internal abstract record ChangePasswordAnswer
{
    private ChangePasswordAnswer()
    {
    }

    public sealed record Done : ChangePasswordAnswer;

    public sealed record WrongCurrent : ChangePasswordAnswer;

    /// <summary>Too many wrong passwords lately, here or at the door.</summary>
    public sealed record MustWait(TimeSpan Wait) : ChangePasswordAnswer;

    public sealed record PasswordRefused(IReadOnlyList<PasswordRefusal> Reasons) : ChangePasswordAnswer;
}

internal enum ChangePasswordRefusal
{
    WrongCurrent,
}

/// <summary>Replaces the password of a signed-in elector who knows the current one; every other session of theirs ends.</summary>
internal sealed class ChangePassword(
    PortalDbContext db, PasswordHasher hasher, PasswordChoice choice, ElectorSessions sessions, RequestJournal journal)
{
    public Task<ChangePasswordAnswer> ChangeAsync(int electorId, string current, string chosen, CancellationToken cancellation) =>
        db.RetryOnConflictAsync(() => TryAsync(electorId, current, chosen, cancellation));

    private async Task<ChangePasswordAnswer> TryAsync(int electorId, string current, string chosen, CancellationToken cancellation)
    {
        var before = await db.Electors.AsNoTracking().SingleAsync(row => row.Id == electorId, cancellation);
        if (await choice.TakeTryAsync(before, cancellation) is { Ticks: > 0 } wait)
            return new ChangePasswordAnswer.MustWait(wait);

        var elector = await db.Electors.Include(row => row.Addresses).SingleAsync(row => row.Id == electorId, cancellation);
        if (!await hasher.VerifyAsync(current, elector.PasswordHash, cancellation))
        {
            journal.Refused(JournalKind.PasswordChanged, electorId, ChangePasswordRefusal.WrongCurrent);
            await db.SaveChangesAsync(cancellation);
            return new ChangePasswordAnswer.WrongCurrent();
        }

        if (choice.Check(chosen, elector) is { Count: > 0 } broken)
        {
            await choice.ForgiveAsync(elector, cancellation);
            return new ChangePasswordAnswer.PasswordRefused(broken);
        }

        await choice.ApplyAsync(elector, chosen, PasswordEvent.Changed, journal.Now, cancellation);
        var session = sessions.Open(elector);
        journal.Done(JournalKind.PasswordChanged, electorId);
        await db.SaveChangesAsync(cancellation);

        await sessions.HandOverAsync(session, cancellation);
        await choice.ForgiveAsync(elector, cancellation);
        return new ChangePasswordAnswer.Done();
    }
}
