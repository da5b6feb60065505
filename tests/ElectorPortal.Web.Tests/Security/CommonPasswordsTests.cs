using ElectorPortal.Web.Security.Passwords;

namespace ElectorPortal.Web.Tests.Security;

public sealed class CommonPasswordsTests
{
    private static readonly IReadOnlySet<string> All = new CommonPasswords().All;

    [Fact]
    [Trait("ASVS", "6.2.4")]
    [Trait("ASVS", "6.2.12")]
    public void The_list_holds_over_three_thousand_passwords_that_the_other_rules_would_let_through()
    {
        var passwords = All.Where(line => !line.EndsWith('*')).ToList();

        Assert.InRange(passwords.Count, 3_000, 10_000);
        Assert.All(passwords, password =>
        {
            Assert.Equal(password.ToLowerInvariant(), password);
            Assert.InRange(password.Length, 8, 24);
            Assert.Contains(password, char.IsAsciiLetterLower);
            Assert.Contains(password, char.IsAsciiDigit);
        });
    }

    [Theory]
    [InlineData("1q2w3e4r")]
    [InlineData("motdepasse*")]
    [InlineData("azerty*")]
    [InlineData("education*")]
    [InlineData("elections*")]
    [InlineData("rectorat*")]
    [Trait("ASVS", "6.1.2")]
    public void The_words_of_this_election_are_on_it(string line) => Assert.Contains(line, All);

    [Fact]
    public void A_word_that_is_dressed_is_made_of_plain_letters() =>
        Assert.All(All.Where(line => line.EndsWith('*')), word => Assert.All(word[..^1], letter => Assert.True(char.IsAsciiLetterLower(letter))));
}
