using System.Security.Cryptography;
using System.Text;
using ElectorPortal.Domain.SignIn;
using ElectorPortal.Web.Security.Passwords.Bcrypt;
using ElectorPortal.Web.Settings;

namespace ElectorPortal.Web.Security.Passwords;

/// <summary>bcrypt over the canonical form of a password, on <see cref="HashingThreads"/>.</summary>
internal sealed class PasswordHasher(PasswordOptions options, HashingThreads threads)
{
    /// <summary>What an unknown address is compared with: the beginning of a hash, which no whole one equals.</summary>
    private readonly string settingOfNobody = BCrypt.Net.BCrypt.GenerateSalt(options.Cost);

    public bool HasRoom => threads.HasRoom(null);

    /// <summary>To be asked before a try is counted: whoever is sent away for want of room has not tried.</summary>
    /// <param name="since">When somebody who comes back first found no room, UTC.</param>
    /// <exception cref="CrowdException">Too many people wait.</exception>
    public void EnsureRoom(DateTime? since = null) => threads.EnsureRoom(since);

    /// <param name="password">Already accepted by <see cref="PasswordRules.Check"/>.</param>
    /// <exception cref="CrowdException">Too many people wait.</exception>
    public Task<string> HashAsync(string password, CancellationToken cancellation) =>
        threads.HashAsync(new BcryptInput(PasswordRules.Canonical(password)!, BCrypt.Net.BCrypt.GenerateSalt(options.Cost)), null, cancellation);

    /// <summary>Takes the same time whether or not there is a hash to compare with.</summary>
    /// <exception cref="CrowdException">Too many people wait.</exception>
    public Task<bool> VerifyAsync(string typed, string? hash, CancellationToken cancellation) => VerifyAsync(typed, hash, null, cancellation);

    /// <param name="since">When somebody who comes back first found no room, UTC.</param>
    /// <exception cref="CrowdException">Too many people wait.</exception>
    public async Task<bool> VerifyAsync(string typed, string? hash, DateTime? since, CancellationToken cancellation)
    {
        var password = PasswordRules.Canonical(typed);
        var hashable = password is not null && Encoding.UTF8.GetByteCount(password) <= PasswordRules.MaxBytes;
        var expected = hash ?? settingOfNobody;
        var computed = await threads.HashAsync(new BcryptInput(hashable ? password! : "", expected[..BcryptInput.SettingLength]), since, cancellation);
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(computed), Encoding.ASCII.GetBytes(expected)) && hashable;
    }

    public bool NeedsRehash(string hash) => BCrypt.Net.BCrypt.PasswordNeedsRehash(hash, options.Cost);
}
