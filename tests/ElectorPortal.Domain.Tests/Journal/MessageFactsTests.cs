using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Journal;

namespace ElectorPortal.Domain.Tests.Journal;

public sealed class MessageFactsTests
{
    [Theory]
    [InlineData(MessageTopic.ReassortIdentifier, "06xxxxxxx", "30005")]
    [InlineData(MessageTopic.ReassortIdentifier, "06xxxxxxx", null)]
    [InlineData(MessageTopic.ReassortIdentifier, "+44 77xxxxxxx", null)]
    [InlineData(MessageTopic.ReassortIdentifier, "+44 77xxxxxxx", "undelivered")]
    [InlineData(MessageTopic.Activation, "c•••••@ac-amiens.fr", "dsn-5.1.1")]
    [InlineData(MessageTopic.Activation, "c•••••@ac-amiens.fr", null)]
    public void What_was_written_is_read_back(MessageTopic topic, string recipient, string? word)
    {
        var written = new MessageFacts(topic, recipient, word);

        Assert.True(MessageFacts.TryParse(written.ToString(), out var read));
        Assert.Equal(written, read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Activation")]
    [InlineData("06xxxxxxx 30005")]
    public void Anything_else_is_no_message(string? detail) => Assert.False(MessageFacts.TryParse(detail, out _));
}
