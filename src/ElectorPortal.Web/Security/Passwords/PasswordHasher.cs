using ElectorPortal.Domain.SignIn;
using ElectorPortal.Web.Settings;

namespace ElectorPortal.Web.Security.Passwords;

/// <summary>bcrypt over the canonical form of a password, on <see cref="HashingThreads"/>.</summary>
internal sealed class PasswordHasher(PasswordOptions options, HashingThreads threads)
{
    private readonly Lazy<string> hashOfNobody = new(() => BCrypt.Net.BCrypt.HashPassword(Guid.NewGuid().ToString(), options.Cost));

    public bool HasRoom => threads.HasRoom;

    /// <summary>To be asked before a try is counted: whoever is sent away for want of room has not tried.</summary>
    /// <exception cref="CrowdException">Too many people wait.</exception>
    public void EnsureRoom()
    {
        if (!HasRoom)
            throw new CrowdException();
    }

    /// <param name="password">Already accepted by <see cref="PasswordRules.Check"/>.</param>
    /// <exception cref="CrowdException">Too many people wait.</exception>
    public Task<string> HashAsync(string password, CancellationToken cancellation) =>
        threads.RunAsync(() => BCrypt.Net.BCrypt.HashPassword(PasswordRules.Canonical(password), options.Cost), cancellation);

    /// <summary>Takes the same time whether or not there is a hash to compare with.</summary>
    /// <exception cref="CrowdException">Too many people wait.</exception>
    public Task<bool> VerifyAsync(string typed, string? hash, CancellationToken cancellation)
    {
        var password = PasswordRules.Canonical(typed);
        var hashable = password is not null && System.Text.Encoding.UTF8.GetByteCount(password) <= PasswordRules.MaxBytes;
        return threads.RunAsync(
            () => BCrypt.Net.BCrypt.Verify(hashable ? password : "", hash ?? hashOfNobody.Value) && hashable && hash is not null,
            cancellation);
    }

    public bool NeedsRehash(string hash) => BCrypt.Net.BCrypt.PasswordNeedsRehash(hash, options.Cost);
}
