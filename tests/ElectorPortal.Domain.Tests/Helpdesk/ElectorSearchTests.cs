using ElectorPortal.Domain.Helpdesk;

namespace ElectorPortal.Domain.Tests.Helpdesk;

public sealed class ElectorSearchTests
{
    [Theory]
    [InlineData("Lefèvre-D'Œuvre Zoé", "lefevre oeuvre zoe d")]
    [InlineData("  LE  ", "le")]
    [InlineData("a b c d e f ij", "ij a b c d")]
    public void Names_are_read_as_words_the_longest_first(string typed, string words) =>
        Assert.Equal(words.Split(' '), ElectorSearch.Read(typed)!.Words);

    [Fact]
    public void An_address_is_read_in_any_case_and_masked_for_the_journal()
    {
        var search = ElectorSearch.Read(" Zoe.Martin@AC-Lille.fr ")!;

        Assert.Equal("zoe.martin@ac-lille.fr", search.Address!.Value.Value);
        Assert.DoesNotContain("oe.martin", search.ForJournal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("%")]
    [InlineData("_ ' [ ]")]
    [InlineData("zoe@")]
    [InlineData("02E1234567ABC")]
    [InlineData("0612345678")]
    public void What_is_no_name_and_no_address_is_not_looked_for(string typed) => Assert.Null(ElectorSearch.Read(typed));

    [Fact]
    public void What_is_longer_than_any_address_is_not_looked_for()
    {
        Assert.NotNull(ElectorSearch.Read(new string('a', 254)));
        Assert.Null(ElectorSearch.Read(new string('a', 255)));
    }

    [Fact]
    public void Letters_that_may_be_an_identifier_stay_out_of_the_journal()
    {
        Assert.Equal("wme…", ElectorSearch.Read("WMEUWDAEJABC")!.ForJournal);
        Assert.Equal("wme… aej… ab", ElectorSearch.Read("wmeuwd aejabc ab")!.ForJournal);
    }
}
