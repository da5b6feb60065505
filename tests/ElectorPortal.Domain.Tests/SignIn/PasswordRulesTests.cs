using System.Text;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.SignIn;
using ElectorPortal.Domain.Tests.Electors;

namespace ElectorPortal.Domain.Tests.SignIn;

public sealed class PasswordRulesTests
{
    private const string Alias = "c.d@ac-amiens.fr";
    private static readonly PasswordTerms Terms = new();
    private static readonly HashSet<string> Common = ["1qaz2wsx", "trustno1", "motdepasse*", "education*", "azerty*", "ecole*"];

    [Theory]
    [InlineData("Abcde12", PasswordRefusal.TooShort)]
    [InlineData("Abcdef12")]
    [InlineData("Abcdefghijklmnopqrstuv12")]
    [InlineData("Abcdefghijklmnopqrstuvw12", PasswordRefusal.TooLong)]
    [Trait("ASVS", "6.2.1")]
    public void From_8_to_24_characters(string password, params PasswordRefusal[] refusals) => AssertRefused(password, refusals);

    [Theory]
    [InlineData(10, 11, "Abcdefgh1", true)]
    [InlineData(10, 11, "Abcdefgh12", false)]
    [InlineData(10, 11, "Abcdefgh123", false)]
    [InlineData(10, 11, "Abcdefgh1234", true)]
    public void The_lengths_are_settings(int min, int max, string password, bool refused) => Assert.Equal(
        refused, PasswordRules.Check(password, Marie(), Common, new PasswordTerms { MinLength = min, MaxLength = max }).Count > 0);

    [Theory]
    [InlineData("ABCDEFG1", PasswordRefusal.NoLowerCase)]
    [InlineData("abcdefg1", PasswordRefusal.NoUpperCase)]
    [InlineData("Abcdefgh", PasswordRefusal.NoDigit)]
    [InlineData("aBCDEFG1")]
    [InlineData("        ", PasswordRefusal.NoLowerCase, PasswordRefusal.NoUpperCase, PasswordRefusal.NoDigit)]
    [InlineData("", PasswordRefusal.TooShort, PasswordRefusal.NoLowerCase, PasswordRefusal.NoUpperCase, PasswordRefusal.NoDigit)]
    public void One_lower_case_letter_one_upper_case_letter_one_digit(string password, params PasswordRefusal[] refusals) =>
        AssertRefused(password, refusals);

    [Theory]
    [InlineData("abcdefg1Ж", PasswordRefusal.NoUpperCase)]
    [InlineData("abcdefg1É", PasswordRefusal.NoUpperCase)]
    [InlineData("abcdefg1\uFF21", PasswordRefusal.NoUpperCase)]
    [InlineData("ABCDEFG1ж", PasswordRefusal.NoLowerCase)]
    [InlineData("ABCDEFG1ſ", PasswordRefusal.NoLowerCase)]
    [InlineData("Abcdefg\u0661", PasswordRefusal.NoDigit)]
    [InlineData("Abcdefg\uFF11", PasswordRefusal.NoDigit)]
    [InlineData("Abcdefg²", PasswordRefusal.NoDigit)]
    public void Only_plain_letters_and_digits_count_for_the_three_kinds(string password, PasswordRefusal refusal) =>
        AssertRefused(password, refusal);

    [Fact]
    public void The_Kelvin_sign_is_a_K_since_NFC_makes_it_one()
    {
        Assert.Equal("abcdefg1K", PasswordRules.Canonical("abcdefg1\u212A"));
        AssertRefused("abcdefg1\u212A");
    }

    [Theory]
    [InlineData("Çà Va 1 Œuf?")]
    [InlineData("Жук и 9 Bêtes")]
    [InlineData("Aa1\u05D0\u05D1\u05D2\u05D3\u05D4")]
    [InlineData("Aa1 \U0001F600\U0001F680\U0001F40E\U0001F98B")]
    [InlineData("Aa1\"';--<script>{{}}")]
    public void Any_other_character_is_welcome(string password) => AssertRefused(password);

    [Theory]
    [InlineData(4, PasswordRefusal.TooShort)]
    [InlineData(5)]
    [InlineData(17)]
    [InlineData(18, PasswordRefusal.TooLong)]
    public void An_emoji_is_one_character_and_four_bytes(int emojis, params PasswordRefusal[] refusals) =>
        AssertRefused("Aa1" + string.Concat(Enumerable.Repeat("\U0001F600", emojis)), refusals);

    [Theory]
    [InlineData(3 + (2 * 3) + (31 * 2), 71)]
    [Trait("ASVS", "6.2.8")]
    public void What_bcrypt_would_cut_is_refused_at_the_very_byte(int expectedBytes, int max)
    {
        var longTerms = new PasswordTerms { MaxLength = PasswordRules.MaxBytes };
        var fits = "Aa1" + new string('中', 2) + new string('é', 31);

        Assert.Equal(expectedBytes, Encoding.UTF8.GetByteCount(fits));
        Assert.Equal(PasswordRules.MaxBytes, max);
        Assert.Empty(PasswordRules.Check(fits, Marie(), Common, longTerms));
        Assert.Equal([PasswordRefusal.TooLong], PasswordRules.Check(fits + "z", Marie(), Common, longTerms));
    }

    [Fact]
    public void Twenty_four_Chinese_characters_are_72_bytes_and_one_too_many()
    {
        AssertRefused(new string('中', 24), PasswordRefusal.TooLong);
        AssertRefused("Aa1" + new string('中', 21));
        AssertRefused("Aa1" + new string('中', 22), PasswordRefusal.TooLong);
    }

    [Fact]
    public void Composed_and_decomposed_accents_are_the_same_password()
    {
        const string Composed = "Été à Orée 2";
        var decomposed = Composed.Normalize(NormalizationForm.FormD);

        Assert.NotEqual(Composed, decomposed);
        Assert.Equal(Composed, PasswordRules.Canonical(decomposed));
    }

    [Fact]
    public void A_letter_with_its_combining_accent_is_one_character()
    {
        var twentyFour = "Aa1" + string.Concat(Enumerable.Repeat("e\u0301", 21));

        AssertRefused(twentyFour);
        AssertRefused(twentyFour + "e\u0301", PasswordRefusal.TooLong);
        AssertRefused("Aa1" + string.Concat(Enumerable.Repeat("e\u0301", 4)), PasswordRefusal.TooShort);
    }

    [Theory]
    [InlineData("Abcdef12\0")]
    [InlineData("Abc\0def12")]
    [InlineData("Abcdef\t12")]
    [InlineData("Abcdef12\n")]
    [InlineData("\rAbcdef12")]
    [InlineData("Abcdef\u001B12")]
    [InlineData("Abcdef\u007F12")]
    [InlineData("Abcdef\u008512")]
    public void A_control_character_is_unreadable(string password) => AssertRefused(password, PasswordRefusal.Unreadable);

    [Theory]
    [InlineData(0xD800)]
    [InlineData(0xDC00)]
    public void Half_of_a_surrogate_pair_is_unreadable(int half)
    {
        foreach (var password in new[] { $"Abcdef12{(char)half}", $"{(char)half}Abcdef12", $"Abc{(char)half}def12" })
        {
            Assert.Null(PasswordRules.Canonical(password));
            AssertRefused(password, PasswordRefusal.Unreadable);
        }
    }

    [Theory]
    [InlineData(" Abcdef12 ")]
    [InlineData("  Abc  def 12")]
    [Trait("ASVS", "6.2.8")]
    public void Spaces_are_kept_where_they_were_typed(string password)
    {
        Assert.Equal(password, PasswordRules.Canonical(password));
        AssertRefused(password);
    }

    [Fact]
    public void A_space_at_the_end_counts_as_a_character()
    {
        AssertRefused("Abcde1 ", PasswordRefusal.TooShort);
        AssertRefused("Abcde1  ");
    }

    [Theory]
    [InlineData("c.d@ac-amiens.fr")]
    [InlineData("C.D@AC-AMIENS.FR")]
    [InlineData("C.d@ac-Amiens.fr1A")]
    [InlineData("1Ac.d@ac-amiens.fr")]
    [InlineData("Zoe.Kim2")]
    [InlineData("ZOE.KIM2a")]
    [InlineData("1Zoe.kim2#")]
    [InlineData("Zoe-Kim-2018")]
    [InlineData("zoe_KIM_1")]
    [InlineData("Cd123456")]
    public void An_address_of_the_elector_in_any_case_alone_or_dressed(string password) =>
        Assert.Contains(PasswordRefusal.SameAsAddress, Check(password));

    [Theory]
    [InlineData("Cde123456")]
    [InlineData("Zoekima45")]
    [InlineData("Ac-amiens.fr1")]
    public void What_only_resembles_an_address_is_not_one(string password) => AssertRefused(password);

    [Theory]
    [InlineData("Lefevre2018")]
    [InlineData("LEFÈVRE-x9")]
    [InlineData("9xxlefèvreXX")]
    [InlineData("Lefe\u0300vre2018")]
    [InlineData("Le7fe8vre9X")]
    [InlineData("Oeuvre1234")]
    [InlineData("Œuvre12aA")]
    [InlineData("Lefevredoeuvre1")]
    [InlineData("Marie2018!")]
    [InlineData("jeMARIE42")]
    [InlineData("MarieAnge1")]
    [InlineData("Sorensen75")]
    public void A_name_or_first_name_with_or_without_accents(string password) =>
        AssertRefused(password, PasswordRefusal.BuiltOnName);

    [Theory]
    [InlineData("Roy12345", true)]
    [InlineData("rO1-2-3-4Y", true)]
    [InlineData("Royaume12", false)]
    [InlineData("Corroyer12", false)]
    public void A_short_name_only_where_digits_and_signs_alone_are_added(string password, bool refused) => Assert.Equal(
        refused,
        PasswordRules.Check(password, TestElector.Named("Roy", null, "Al", "x9@ac-lille.fr"), Common, Terms).Contains(PasswordRefusal.BuiltOnName));

    [Fact]
    public void A_name_of_one_letter_forbids_nothing() =>
        Assert.Empty(PasswordRules.Check("A1234567aa", TestElector.Named("A", "", "A", "zz@ac-lille.fr"), Common, Terms));

    [Theory]
    [InlineData("Motdepasse1")]
    [InlineData("MotDePasse2018!")]
    [InlineData("Education2026")]
    [InlineData("ÉDucation2026")]
    [InlineData("#1Education#")]
    [InlineData("Azerty123")]
    [InlineData("Az1er2ty3")]
    [InlineData("Ecole-2018")]
    [InlineData("1Qaz2Wsx")]
    [InlineData("TrustNo1")]
    [Trait("ASVS", "6.2.4")]
    [Trait("ASVS", "6.2.11")]
    public void What_everybody_tries_first_in_any_case_and_dress(string password) => AssertRefused(password, PasswordRefusal.TooCommon);

    [Theory]
    [InlineData("Motdepasseur1")]
    [InlineData("1Qaz2Wsx3")]
    [InlineData("Ecoles-2018")]
    public void What_is_built_with_a_common_word_and_other_letters_is_accepted(string password) => AssertRefused(password);

    [Theory]
    [InlineData("10e1234567Abc", true)]
    [InlineData("10E 1234567 aBc", true)]
    [InlineData("10e1234567Abcd", false)]
    [InlineData("10e123456Abc", false)]
    public void A_NUMEN_is_no_password(string password, bool refused) =>
        AssertRefused(password, refused ? [PasswordRefusal.ShapedLikeNumen] : []);

    [Fact]
    public void Every_broken_rule_is_told_at_once_in_the_order_of_the_page() => AssertRefused(
        "marie",
        PasswordRefusal.TooShort, PasswordRefusal.NoUpperCase, PasswordRefusal.NoDigit, PasswordRefusal.BuiltOnName);

    [Fact]
    [Trait("ASVS", "1.3.3")]
    public void A_megabyte_is_refused_as_too_long() => AssertRefused(new string('a', 1 << 20), PasswordRefusal.TooLong);

    private static IReadOnlyList<PasswordRefusal> Check(string password) => PasswordRules.Check(password, Marie(), Common, Terms);

    private static void AssertRefused(string password, params PasswordRefusal[] refusals) => Assert.Equal(refusals, Check(password));

    private static Elector Marie()
    {
        var marie = TestElector.Named("Lefèvre-d'Œuvre", "SØRENSEN", "Marie-Ange, Josèphe", "zoe.kim2@ac-amiens.fr");
        marie.Addresses.Add(new ElectorAddress { Address = EmailAddress.Parse(Alias) });
        return marie;
    }
}
