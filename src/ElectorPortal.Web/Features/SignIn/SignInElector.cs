using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security;
using ElectorPortal.Web.Security.Passwords;
using ElectorPortal.Web.Security.Sessions;
using ElectorPortal.Web.Security.Throttling;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.SignIn;

internal abstract record SignInAnswer
{
    private SignInAnswer()
    {
    }

    public sealed record SignedIn : SignInAnswer;

    public sealed record WrongPassword : SignInAnswer;

    /// <summary>Too many wrong passwords lately: not even the right one is tried.</summary>
    public sealed record MustWait(TimeSpan Wait) : SignInAnswer;
}

internal enum SignInRefusal
{
    WrongPassword,
    MustWait,
}

/// <summary>Opens a session for whoever knows the password of an address.</summary>
internal sealed class SignInElector(
    PortalDbContext db, PasswordHasher hasher, SignInThrottle throttle, ElectorSessions sessions, PortalCookies cookies, RequestJournal journal)
{
    /// <exception cref="CrowdException">Too many people wait; nothing was done or counted.</exception>
    public Task<SignInAnswer> SignInAsync(EmailAddress address, string password, CancellationToken cancellation) =>
        EvenPace.AtNextBeatAsync(EvenPace.OfPasswords, () => TryAsync(address, password, cancellation), cancellation);

    private async Task<SignInAnswer> TryAsync(EmailAddress address, string password, CancellationToken cancellation)
    {
        var since = cookies.PlaceInLine is { } place && place.Address == address ? place.Since : (DateTime?)null;
        hasher.EnsureRoom(since);
        var elector = await db.FindElectorAsync(address, cancellation);
        var wait = await throttle.TakeAsync(address, elector, cancellation);
        if (wait > TimeSpan.Zero)
        {
            journal.Refused(JournalKind.SignIn, elector?.Id, SignInRefusal.MustWait);
            await db.SaveChangesAsync(cancellation);
            return new SignInAnswer.MustWait(wait);
        }

        if (!await hasher.VerifyAsync(password, elector?.PasswordHash, since, cancellation))
        {
            journal.Refused(JournalKind.SignIn, elector?.Id, SignInRefusal.WrongPassword);
            await db.SaveChangesAsync(cancellation);
            return new SignInAnswer.WrongPassword();
        }

        await OpenAsync(elector!, password, cancellation);
        await throttle.PassAsync(address, elector!, cancellation);
        return new SignInAnswer.SignedIn();
    }

    private async Task OpenAsync(Elector elector, string password, CancellationToken cancellation)
    {
        var session = sessions.Open(elector);
        journal.Done(JournalKind.SignIn, elector.Id);
        await db.SaveChangesAsync(cancellation);
        await sessions.HandOverAsync(session, cancellation);
        if (hasher.NeedsRehash(elector.PasswordHash!))
            await RehashAsync(elector, password, cancellation);
    }

    /// <summary>Where too many people wait, the next sign-in does it.</summary>
    private async Task RehashAsync(Elector elector, string password, CancellationToken cancellation)
    {
        if (!hasher.HasRoom)
            return;

        var (former, renewed) = (elector.PasswordHash, await hasher.HashAsync(password, cancellation));
        await db.Electors.Where(row => row.Id == elector.Id && row.PasswordHash == former)
            .ExecuteUpdateAsync(row => row.SetProperty(same => same.PasswordHash, renewed), cancellation);
    }
}
