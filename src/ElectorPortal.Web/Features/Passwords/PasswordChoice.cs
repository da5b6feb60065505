using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.SignIn;
using ElectorPortal.Web.Security.Passwords;
using ElectorPortal.Web.Security.Throttling;

namespace ElectorPortal.Web.Features.Passwords;

/// <summary>What every way to a new password shares.</summary>
internal sealed class PasswordChoice(
    PasswordHasher hasher, CommonPasswords common, PasswordTerms terms, PasswordNotice notice, SignInThrottle throttle)
{
    public IReadOnlyList<PasswordRefusal> Check(string password, Elector elector) =>
        PasswordRules.Check(password, elector, common.All, terms);

    /// <summary>Adds the new password, and the notice of it, to the unit of work.</summary>
    public async Task ApplyAsync(Elector elector, string password, PasswordEvent what, DateTime now, CancellationToken cancellation)
    {
        elector.SetPassword(await hasher.HashAsync(password, cancellation), now);
        notice.Add(elector, what, now);
    }

    /// <summary>How long this elector must still wait after wrong passwords, at the door or here; zero where none.</summary>
    public Task<TimeSpan> WaitAsync(Elector elector, CancellationToken cancellation) => throttle.WaitAsync(elector.Email, cancellation);

    /// <summary>Counts a wrong current password as one at the door: a stolen session guesses no faster.</summary>
    public Task FailAsync(Elector elector, CancellationToken cancellation) => throttle.FailAsync(elector.Email, cancellation);

    /// <summary>Whoever has just proved who he is waits no longer for earlier wrong passwords.</summary>
    public async Task ForgiveAsync(Elector elector, CancellationToken cancellation)
    {
        foreach (var known in elector.Addresses)
            await throttle.ClearAsync(known.Address, cancellation);
    }
}
