using System.Text.Unicode;

namespace ElectorPortal.Web.Commands.Files;

/// <summary>
/// A first look at the bytes of a file, before anything is applied: an encoding mistake in the last line must not leave half a file in
/// the database.
/// </summary>
internal static class CsvInspection
{
    /// <summary>Far beyond any honest line; what is longer is not a list.</summary>
    private const int MaxLineBytes = 100_000;

    private static readonly (byte[] Mark, string Meaning)[] ForeignMarks =
    [
        ([0xFF, 0xFE], "Le fichier est enregistré en UTF-16"),
        ([0xFE, 0xFF], "Le fichier est enregistré en UTF-16"),
        ([0x50, 0x4B, 0x03, 0x04], "Le fichier est un classeur ou une archive, pas un fichier CSV"),
        ([0xD0, 0xCF, 0x11, 0xE0], "Le fichier est un classeur, pas un fichier CSV"),
    ];

    /// <returns>How many lines the file has.</returns>
    /// <exception cref="CommandFailure">The file is no UTF-8 text.</exception>
    public static int CountLines(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        var buffer = new byte[2 * MaxLineBytes];
        var (lines, held) = (0, 0);
        while (true)
        {
            var read = stream.Read(buffer, held, buffer.Length - held);
            var available = buffer.AsSpan(0, held + read);
            if (lines == 0 && held == 0)
                RefuseForeign(available);

            while (available.IndexOf((byte)'\n') is >= 0 and var end)
            {
                Check(available[..end], ++lines);
                available = available[(end + 1)..];
            }

            if (read == 0)
            {
                if (available.Length > 0)
                    Check(available, ++lines);
                return lines;
            }

            if (available.Length > MaxLineBytes)
                throw TooLong(lines + 1);
            available.CopyTo(buffer);
            held = available.Length;
        }
    }

    private static void RefuseForeign(ReadOnlySpan<byte> start)
    {
        foreach (var (mark, meaning) in ForeignMarks)
        {
            if (start.StartsWith(mark))
                throw new CommandFailure($"{meaning} : enregistrez-le en CSV UTF-8, séparé par des points-virgules.");
        }
    }

    private static void Check(ReadOnlySpan<byte> line, int number)
    {
        if (line.Length > MaxLineBytes)
            throw TooLong(number);
        if (line.Contains((byte)0))
            throw new CommandFailure($"Ligne {number} : le fichier contient des octets nuls, ce n'est pas un fichier CSV.");
        if (!Utf8.IsValid(line))
        {
            throw new CommandFailure(
                $"Ligne {number} : le fichier n'est pas en UTF-8 (les lettres accentuées y sont sans doute codées autrement). "
                + "Enregistrez-le en CSV UTF-8. Rien n'a été appliqué.");
        }
    }

    private static CommandFailure TooLong(int line) =>
        new($"Ligne {line} : plus de {MaxLineBytes} caractères, ce n'est pas une liste au format CSV.");
}
