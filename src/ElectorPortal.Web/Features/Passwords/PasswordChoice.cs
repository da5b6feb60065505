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

    /// <summary>
    /// Counts a try with the current password as one at the door: a stolen session guesses no faster. Nothing else may be in the unit of work.
    /// </summary>
    /// <returns>How long to wait before a try; zero where this one may be looked at.</returns>
    public Task<TimeSpan> TakeTryAsync(Elector elector, CancellationToken cancellation)
    {
        hasher.EnsureRoom();
        return throttle.TakeOfAccountAsync(elector.Email, elector, cancellation);
    }

    /// <summary>Whoever has just proved who he is waits no longer for earlier wrong passwords, and is known in this browser.</summary>
    public Task ForgiveAsync(Elector elector, CancellationToken cancellation) =>
        throttle.WelcomeAsync(elector, elector.Addresses.Select(known => known.Address), cancellation);
}
