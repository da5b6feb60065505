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

    public sealed record PasswordRefused(IReadOnlyList<PasswordRefusal> Reasons) : ChangePasswordAnswer;
}

internal enum ChangePasswordRefusal
{
    WrongCurrent,
}

/// <summary>Replaces the password of a signed-in elector who knows the current one; every other session of his ends.</summary>
internal sealed class ChangePassword(
    PortalDbContext db, PasswordHasher hasher, PasswordChoice choice, ElectorSessions sessions, RequestJournal journal)
{
    public async Task<ChangePasswordAnswer> ChangeAsync(int electorId, string current, string chosen, CancellationToken cancellation)
    {
        var elector = await db.Electors.Include(row => row.Addresses).SingleAsync(row => row.Id == electorId, cancellation);
        if (!await hasher.VerifyAsync(current, elector.PasswordHash, cancellation))
            return await RefuseAsync(electorId, cancellation);

        if (choice.Check(chosen, elector) is { Count: > 0 } broken)
            return new ChangePasswordAnswer.PasswordRefused(broken);

        await choice.ApplyAsync(elector, chosen, PasswordEvent.Changed, journal.Now, cancellation);
        var session = sessions.Open(elector);
        journal.Done(JournalKind.PasswordChanged, electorId);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            // A double click, or a reset, changed it first: what was typed is the current password no longer.
            return await RefuseAsync(electorId, cancellation);
        }

        await sessions.HandOverAsync(session, cancellation);
        return new ChangePasswordAnswer.Done();
    }

    private async Task<ChangePasswordAnswer> RefuseAsync(int electorId, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        journal.Refused(JournalKind.PasswordChanged, electorId, ChangePasswordRefusal.WrongCurrent);
        await db.SaveChangesAsync(cancellation);
        return new ChangePasswordAnswer.WrongCurrent();
    }
}
