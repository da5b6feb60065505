using ElectorPortal.Domain.Delivery;

namespace ElectorPortal.Domain.Tests.Delivery;

public sealed class FailureWordsTests
{
    [Theory]
    [InlineData("21211", "numéro de téléphone non valide")]
    [InlineData("21614", "numéro qui n'est pas celui d'un téléphone mobile")]
    [InlineData("30003", "téléphone éteint ou hors réseau")]
    [InlineData("30005", "numéro inconnu de l'opérateur")]
    [InlineData("smtp-550", "adresse de messagerie refusée par le serveur du destinataire")]
    [InlineData("smtp-421", "serveur de messagerie momentanément indisponible")]
    [InlineData("smtp-554", "message refusé par le serveur de messagerie")]
    [InlineData("http-503", "opérateur momentanément en panne")]
    [InlineData("timeout", "opérateur resté sans réponse")]
    public void A_reason_is_told_in_words_that_an_elector_understands(string reason, string words) =>
        Assert.Equal(words, FailureWords.For(reason));

    [Fact]
    public void A_code_that_nobody_knows_is_told_as_it_is() =>
        Assert.Equal("échec signalé par l'opérateur (code 39999)", FailureWords.For("39999"));
}
