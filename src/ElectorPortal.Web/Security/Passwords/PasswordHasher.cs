using ElectorPortal.Domain.SignIn;
using ElectorPortal.Web.Settings;

namespace ElectorPortal.Web.Security.Passwords;

/// <summary>bcrypt over the canonical form of a password. Few at a time, so that a crowd at the door leaves the other pages quick.</summary>
internal sealed class PasswordHasher : IDisposable
{
    private readonly PasswordOptions options;
    private readonly SemaphoreSlim gate = new(Math.Max(1, Environment.ProcessorCount - 1));
    private readonly Lazy<string> hashOfNobody;

    public PasswordHasher(PasswordOptions options)
    {
        this.options = options;
        hashOfNobody = new Lazy<string>(() => BCrypt.Net.BCrypt.HashPassword(Guid.NewGuid().ToString(), options.Cost));
    }

    /// <param name="password">Already accepted by <see cref="PasswordRules.Check"/>.</param>
    public Task<string> HashAsync(string password, CancellationToken cancellation) =>
        BehindGateAsync(() => BCrypt.Net.BCrypt.HashPassword(PasswordRules.Canonical(password), options.Cost), cancellation);

    /// <summary>Takes the same time whether or not there is a hash to compare with.</summary>
    public Task<bool> VerifyAsync(string typed, string? hash, CancellationToken cancellation)
    {
        var password = PasswordRules.Canonical(typed);
        var hashable = password is not null && System.Text.Encoding.UTF8.GetByteCount(password) <= PasswordRules.MaxBytes;
        return BehindGateAsync(
            () => BCrypt.Net.BCrypt.Verify(hashable ? password : "", hash ?? hashOfNobody.Value) && hashable && hash is not null,
            cancellation);
    }

    public bool NeedsRehash(string hash) => BCrypt.Net.BCrypt.PasswordNeedsRehash(hash, options.Cost);

    public void Dispose() => gate.Dispose();

    private async Task<T> BehindGateAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            return await Task.Run(work, cancellation);
        }
        finally
        {
            gate.Release();
        }
    }
}
