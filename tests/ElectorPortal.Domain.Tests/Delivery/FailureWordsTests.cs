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
    [InlineData("dsn-5.1.1", "adresse de messagerie inconnue du serveur du destinataire")]
    [InlineData("dsn-5.1.10", "adresse de messagerie inconnue du serveur du destinataire")]
    [InlineData("dsn-5.1.2", "domaine de l'adresse de messagerie inconnu ou sans serveur")]
    [InlineData("dsn-5.4.4", "domaine de l'adresse de messagerie inconnu ou sans serveur")]
    [InlineData("dsn-5.2.1", "boîte de messagerie désactivée")]
    [InlineData("dsn-5.2.2", "boîte de messagerie pleine")]
    [InlineData("dsn-5.7.1", "message refusé par la politique du serveur du destinataire")]
    [InlineData("dsn-5.7.509", "message refusé par la politique du serveur du destinataire")]
    [InlineData("dsn-5.70.1", "message renvoyé par le serveur du destinataire")]
    [InlineData("dsn-4.4.7", "serveur du destinataire resté injoignable : délai de distribution dépassé")]
    [InlineData("dsn-5.3.0", "message renvoyé par le serveur du destinataire")]
    [InlineData("dsn-4.3.0", "distribution impossible : serveur du destinataire indisponible")]
    [InlineData("http-503", "opérateur momentanément en panne")]
    [InlineData("not-begun", "tour d'envoi pas encore venu")]
    [InlineData("timeout", "opérateur resté sans réponse")]
    public void A_reason_is_told_in_words_that_an_elector_understands(string reason, string words) =>
        Assert.Equal(words, FailureWords.For(reason));

    [Fact]
    public void A_code_that_nobody_knows_is_told_as_it_is() =>
        Assert.Equal("échec signalé par l'opérateur (code 39999)", FailureWords.For("39999"));

    [Theory]
    [InlineData("30005", true)]
    [InlineData("21211", true)]
    [InlineData("20003", false)]
    [InlineData("http-503", false)]
    [InlineData("payload", false)]
    [InlineData("", false)]
    public void A_failure_of_ours_is_not_put_down_to_the_number(string reason, bool concernsTheNumber) =>
        Assert.Equal(concernsTheNumber, FailureWords.ConcernsTheNumber(reason));
}
