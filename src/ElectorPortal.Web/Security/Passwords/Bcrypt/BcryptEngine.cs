using System.Security.Cryptography;
using ElectorPortal.Web.Settings;

namespace ElectorPortal.Web.Security.Passwords.Bcrypt;

/// <summary>Computes hashes of passwords that wait together.</summary>
internal interface IBcryptEngine
{
    /// <summary>How many it takes at once.</summary>
    int Most { get; }

    /// <param name="inputs">One to <see cref="Most"/>, of one cost.</param>
    IReadOnlyList<string> Hash(IReadOnlyList<BcryptInput> inputs);
}

/// <summary>
/// BCrypt.Net-Next for a password alone, <see cref="InterleavedBcrypt"/> for several, unless the settings or its own check before the first say
/// otherwise: then BCrypt.Net-Next for all.
/// </summary>
internal sealed partial class BcryptEngine : IBcryptEngine
{
    private const int CheckCost = 4;

    private static readonly int[] CheckLengths = [1, 8, 16, 24];

    public BcryptEngine(PasswordOptions options, ILogger<BcryptEngine> logger)
    {
        var isExact = options.Interleaved && IsExact();
        if (options.Interleaved && !isExact)
            LogNotExact(logger);
        Most = isExact ? InterleavedBcrypt.Lanes : 1;
    }

    public int Most { get; }

    public IReadOnlyList<string> Hash(IReadOnlyList<BcryptInput> inputs) =>
        inputs.Count == 1 ? [BCrypt.Net.BCrypt.HashPassword(inputs[0].Password, inputs[0].Setting)] : InterleavedBcrypt.Hash(inputs);

    /// <summary>Compares both on passwords drawn at random, one of a single character, one as long as bcrypt reads.</summary>
    private static bool IsExact()
    {
        BcryptInput[] inputs = [.. CheckLengths.Select(length => new BcryptInput(
            RandomNumberGenerator.GetString("abcXYZ0123456789éàœ€", length), BCrypt.Net.BCrypt.GenerateSalt(CheckCost)))];
        return InterleavedBcrypt.Hash(inputs).SequenceEqual(inputs.Select(input => BCrypt.Net.BCrypt.HashPassword(input.Password, input.Setting)));
    }

    [LoggerMessage(LogLevel.Critical, "The interleaved computation of passwords differs from BCrypt.Net-Next and is not used: sign-ins take longer")]
    private static partial void LogNotExact(ILogger logger);
}
