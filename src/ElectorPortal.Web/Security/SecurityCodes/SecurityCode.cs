namespace ElectorPortal.Web.Security.SecurityCodes;

/// <summary>
/// The digits that one signed-in session was asked to copy, good for one answer, right or wrong. All instants are UTC.
/// </summary>
internal sealed class SecurityCode
{
    /// <summary>Digits at most.</summary>
    public const int MaxLength = 8;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid SessionId { get; init; }

    public required string Digits { get; init; }

    public required DateTime ExpiresAt { get; init; }

    public DateTime? ConsumedAt { get; set; }

    /// <exception cref="ArgumentException">The text is empty, too long, or holds something else than ASCII digits.</exception>
    public static void ThrowIfNotDigits(string text)
    {
        if (text.Length is 0 or > MaxLength || !text.All(char.IsAsciiDigit))
            throw new ArgumentException($"A security code has 1 to {MaxLength} digits.", nameof(text));
    }
}
