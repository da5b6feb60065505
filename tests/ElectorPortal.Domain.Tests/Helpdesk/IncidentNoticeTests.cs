using ElectorPortal.Domain.Helpdesk;

namespace ElectorPortal.Domain.Tests.Helpdesk;

public sealed class IncidentNoticeTests
{
    [Theory]
    [InlineData(IncidentNotice.MinLength - 1, IncidentRefusal.TooShort)]
    [InlineData(IncidentNotice.MinLength, null)]
    [InlineData(IncidentNotice.MaxLength, null)]
    [InlineData(IncidentNotice.MaxLength + 1, IncidentRefusal.TooLong)]
    public void A_text_is_a_sentence_or_two(int length, IncidentRefusal? expected) => Assert.Equal(expected, IncidentNotice.Check(new string('a', length)));

    [Fact]
    public void A_text_is_one_line() => Assert.Equal(IncidentRefusal.NotText, IncidentNotice.Check("Les SMS partent\nen retard."));
}
