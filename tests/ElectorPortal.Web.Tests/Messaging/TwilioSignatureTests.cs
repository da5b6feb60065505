using ElectorPortal.Web.Messaging.Sms;
using ElectorPortal.Web.Tests.Support;
using Microsoft.Extensions.Primitives;

namespace ElectorPortal.Web.Tests.Messaging;

/// <summary>Twilio's own library for Node says what is right.</summary>
public sealed class TwilioSignatureTests
{
    private const string Token = "jeton-de-signature";

    public static TheoryData<string, Dictionary<string, string[]>> Callbacks => new()
    {
        { "https://portail.test/webhooks/twilio/1", new() { ["MessageStatus"] = ["delivered"], ["AccountSid"] = ["AC1"] } },
        { "https://portail.test:8443/webhooks/twilio/1?b=2&a=1", new() { ["Body"] = ["Élève à l'œuvre & co"], ["Empty"] = [""] } },
        { "https://portail.test/x", new() { ["b"] = ["1"], ["B"] = ["2"], ["a"] = ["3"], ["_"] = ["4"], ["é"] = ["5"] } },
        { "https://portail.test/x", new() { ["MediaUrl"] = ["z", "a", "z"], ["A"] = ["1"] } },
        { "https://portail.test/x", [] },
    };

    [Theory]
    [MemberData(nameof(Callbacks), DisableDiscoveryEnumeration = true)]
    public async Task The_signature_is_the_one_that_Twilio_computes(string url, Dictionary<string, string[]> fields)
    {
        await using var twilio = await NodePeer.StartAsync("twilio-signature.mjs");
        var answer = await twilio.AskAsync(new { token = Token, url, fields });

        Assert.Equal(answer.GetProperty("signature").GetString(), TwilioSignature.Compute(Token, url, Values(fields)));
    }

    [Theory]
    [InlineData("https://portail.test/a", "https://portail.test/a", true)]
    [InlineData("https://portail.test/a", "https://portail.test:443/a", true)]
    [InlineData("https://portail.test:8443/a", "https://portail.test/a", true)]
    [InlineData("https://portail.test:8443/a", "https://portail.test:8443/a", true)]
    [InlineData("http://portail.test/a", "http://portail.test:80/a", true)]
    [InlineData("https://portail.test/a", "https://portail.test:8443/a", false)]
    [InlineData("https://portail.test/a", "http://portail.test/a", false)]
    [InlineData("https://portail.test/a", "https://portail.test/b", false)]
    [InlineData("https://portail.test/a", "https://portail.test/a?x=1", false)]
    public async Task An_address_is_recognised_with_and_without_its_port_as_Twilio_does(string ours, string called, bool isValid)
    {
        Dictionary<string, string[]> fields = new() { ["MessageStatus"] = ["sent"] };
        var signature = TwilioSignature.Compute(Token, called, Values(fields));
        await using var twilio = await NodePeer.StartAsync("twilio-signature.mjs");
        var answer = await twilio.AskAsync(new { token = Token, url = ours, fields, signature });

        Assert.Equal(isValid, TwilioSignature.IsValid(Token, ours, Values(fields), signature));
        Assert.Equal(isValid, answer.GetProperty("valid").GetBoolean());
    }

    [Fact]
    public void A_signature_covers_every_field_and_needs_the_token()
    {
        const string url = "https://portail.test/a";
        Dictionary<string, string[]> fields = new() { ["MessageStatus"] = ["failed"] };
        var signature = TwilioSignature.Compute(Token, url, Values(fields));

        Assert.True(TwilioSignature.IsValid(Token, url, Values(fields), signature));
        Assert.False(TwilioSignature.IsValid("autre jeton", url, Values(fields), signature));
        Assert.False(TwilioSignature.IsValid(Token, url, Values(new() { ["MessageStatus"] = ["delivered"] }), signature));
        Assert.False(TwilioSignature.IsValid(Token, url, Values(new() { ["MessageStatus"] = ["failed"], ["Added"] = ["1"] }), signature));
        Assert.False(TwilioSignature.IsValid(Token, url, Values(fields), ""));
        Assert.False(TwilioSignature.IsValid(Token, url, Values(fields), signature[..^1]));
    }

    private static List<KeyValuePair<string, StringValues>> Values(Dictionary<string, string[]> fields) =>
        [.. fields.Select(field => KeyValuePair.Create(field.Key, new StringValues(field.Value)))];
}
