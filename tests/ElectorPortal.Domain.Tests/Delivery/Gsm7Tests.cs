using ElectorPortal.Domain.Delivery;

namespace ElectorPortal.Domain.Tests.Delivery;

public sealed class Gsm7Tests
{
    [Fact]
    public void The_basic_alphabet_has_127_characters_of_one_septet_and_the_extension_10_of_two()
    {
        var septets = Enumerable.Range(0, char.MaxValue + 1).Select(code => Gsm7.Septets(((char)code).ToString())).ToList();

        // 128 places, one of which is the escape to the extension.
        Assert.Equal(127, septets.Count(count => count == 1));
        Assert.Equal(10, septets.Count(count => count == 2));
        Assert.Equal(septets.Count - 137, septets.Count(count => count is null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("é è à ù ì ò Ç É", 15)]
    [InlineData("Votre identifiant\r\n", 19)]
    [InlineData("€", 2)]
    [InlineData("[a]", 5)]
    public void Septets_are_counted_as_the_network_counts_them(string text, int expected = 0) =>
        Assert.Equal(expected, Gsm7.Septets(text));

    [Theory]
    [InlineData("ê")]
    [InlineData("ô")]
    [InlineData("î")]
    [InlineData("ç")]
    [InlineData("œ")]
    [InlineData("È")]
    [InlineData("À")]
    [InlineData("’")]
    [InlineData("« »")]
    [InlineData("\u00A0")]
    [InlineData("\t")]
    [InlineData("e\u0301")]
    [InlineData("\U0001F600")]
    public void One_character_outside_the_alphabet_spoils_the_message(string character) =>
        Assert.Null(Gsm7.Septets($"Votre nouvel identifiant{character}"));

    [Fact]
    public void The_message_of_2018_fits_one_segment() => Assert.InRange(
        Gsm7.Septets(
            "Bonjour,\nVotre nouvel identifiant de vote: 68WMEUWD5AEJ\nVotre ancien identifiant a été invalidé.\nCordialement,\n"
            + "Le Ministère de l'Éducation Nationale") ?? int.MaxValue,
        1,
        Gsm7.SegmentLength);
}
