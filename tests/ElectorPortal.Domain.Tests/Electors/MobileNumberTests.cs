using ElectorPortal.Domain.Electors;

namespace ElectorPortal.Domain.Tests.Electors;

public sealed class MobileNumberTests
{
    [Theory]
    [InlineData("+33612345678", 33, "FR", "06xxxxxxx")]
    [InlineData("+33756781234", 33, "FR", "07xxxxxxx")]
    [InlineData("+262692123456", 262, "RE", "06xxxxxxx")]
    [InlineData("+262639123456", 262, "YT", "06xxxxxxx")]
    [InlineData("+590690123456", 590, "GP", "06xxxxxxx")]
    [InlineData("+594694123456", 594, "GF", "06xxxxxxx")]
    [InlineData("+596696123456", 596, "MQ", "06xxxxxxx")]
    [InlineData("+508551234", 508, "PM", "05xxxxxxx")]
    [InlineData("+687751234", 687, "NC", "+687 75xxxxxxx")]
    [InlineData("+68987123456", 689, "PF", "+689 87xxxxxxx")]
    [InlineData("+447400123456", 44, "GB", "+44 74xxxxxxx")]
    [InlineData("+12025550123", 1, "US", "+1 20xxxxxxx")]
    [Trait("ASVS", "14.2.6")]
    public void The_mask_keeps_two_national_digits_and_nothing_of_the_length(string e164, int callingCode, string region, string masked)
    {
        var number = new MobileNumber(e164, callingCode, region);

        Assert.Equal(masked, number.Masked);
        Assert.Equal(masked, $"{number}");
    }
}
