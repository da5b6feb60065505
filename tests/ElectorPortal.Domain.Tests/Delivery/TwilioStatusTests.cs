using ElectorPortal.Domain.Delivery;

namespace ElectorPortal.Domain.Tests.Delivery;

public sealed class TwilioStatusTests
{
    [Theory]
    [InlineData("queued", OutboxStatus.Submitted)]
    [InlineData("accepted", OutboxStatus.Submitted)]
    [InlineData("scheduled", OutboxStatus.Submitted)]
    [InlineData("sending", OutboxStatus.Submitted)]
    [InlineData("sent", OutboxStatus.Submitted)]
    [InlineData("delivered", OutboxStatus.Delivered)]
    [InlineData("read", OutboxStatus.Delivered)]
    [InlineData("undelivered", OutboxStatus.FailedPermanent)]
    [InlineData("failed", OutboxStatus.FailedPermanent)]
    [InlineData("canceled", OutboxStatus.FailedPermanent)]
    public void Each_word_of_Twilio_has_its_state(string word, OutboxStatus expected) =>
        Assert.Equal(expected, TwilioStatus.Parse(word));

    [Theory]
    [InlineData("")]
    [InlineData("Delivered")]
    [InlineData("received")]
    [InlineData("partially_delivered")]
    public void Any_other_word_has_none(string word) => Assert.Null(TwilioStatus.Parse(word));

    [Fact]
    public void A_word_from_outside_is_short_and_plain_in_the_journal()
    {
        Assert.Equal("partially_delivered", TwilioStatus.Plain("partially_delivered"));
        Assert.Equal("ab1", TwilioStatus.Plain("a\r\n<b>1é\u202e"));
        Assert.Equal("?", TwilioStatus.Plain(""));
        Assert.Equal(40, TwilioStatus.Plain(new string('x', 5000)).Length);
    }
}
