using System.Globalization;
using System.Text;

namespace ElectorPortal.Domain.Electors;

/// <summary>Comparison of names as people write them: without accents, case, hyphens or apostrophes.</summary>
public static class Names
{
    /// <summary><c>"Lefèvre-D'Œuvre"</c> becomes <c>"lefevre d oeuvre"</c>.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in Ascii.IsValid(text) ? text : string.Concat(text.Where(IsText)).Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                folded.Append(char.ToLowerInvariant(c));
                continue;
            }

            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
                continue;

            folded.Append(char.ToLowerInvariant(c) switch
            {
                'œ' => "oe",
                'æ' => "ae",
                'ß' => "ss",
                'ø' => "o",
                'ł' => "l",
                'đ' => "d",
                var letter when char.IsLetterOrDigit(letter) => letter.ToString(),
                _ => " ",
            });
        }

        return string.Join(' ', folded.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Unicode's noncharacters and halves of characters cannot be decomposed.</summary>
    private static bool IsText(char c) => !char.IsSurrogate(c) && c < '\uFFFE';
}
