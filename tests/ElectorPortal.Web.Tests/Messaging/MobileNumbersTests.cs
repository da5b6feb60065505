using ElectorPortal.Web.Messaging;
using ElectorPortal.Web.Settings;

namespace ElectorPortal.Web.Tests.Messaging;

public sealed class MobileNumbersTests
{
    private static readonly string[] French = ReassortOptions.FrenchRegions;

    [Theory]
    [InlineData("0612345678", "+33612345678", "FR")]
    [InlineData("0756781234", "+33756781234", "FR")]
    [InlineData("0601020304", "+33601020304", "FR")]
    [InlineData("06 12 34 56 78", "+33612345678", "FR")]
    [InlineData("06.12.34.56.78", "+33612345678", "FR")]
    [InlineData("06-12-34-56-78", "+33612345678", "FR")]
    [InlineData("06\u00A012\u00A034\u00A056\u00A078", "+33612345678", "FR")]
    [InlineData("06\u202F12\u202F34\u202F56\u202F78", "+33612345678", "FR")]
    [InlineData("  0612345678  ", "+33612345678", "FR")]
    [InlineData("612345678", "+33612345678", "FR")]
    [InlineData("+33612345678", "+33612345678", "FR")]
    [InlineData("+33 6 12 34 56 78", "+33612345678", "FR")]
    [InlineData("+33 (0)6 12 34 56 78", "+33612345678", "FR")]
    [InlineData("+330612345678", "+33612345678", "FR")]
    [InlineData("0033612345678", "+33612345678", "FR")]
    [InlineData("00 33 (0) 6 12 34 56 78", "+33612345678", "FR")]
    public void A_mobile_number_of_metropolitan_France_is_read_as_people_write_it(string typed, string e164, string region) =>
        AssertAccepted(typed, e164, region);

    [Theory]
    [InlineData("0690123456", "+590690123456", "GP")]
    [InlineData("0691221234", "+590691221234", "GP")]
    [InlineData("0694201234", "+594694201234", "GF")]
    [InlineData("0696201234", "+596696201234", "MQ")]
    [InlineData("0697201234", "+596697201234", "MQ")]
    [InlineData("0692123456", "+262692123456", "RE")]
    [InlineData("0693123456", "+262693123456", "RE")]
    [InlineData("+262692123456", "+262692123456", "RE")]
    [InlineData("00262 692 12 34 56", "+262692123456", "RE")]
    [InlineData("+262 (0)692 12 34 56", "+262692123456", "RE")]
    [InlineData("0639201234", "+262639201234", "YT")]
    [InlineData("87 12 34 56", "+68987123456", "PF")]
    [InlineData("+689 87 12 34 56", "+68987123456", "PF")]
    [InlineData("+687 75 12 34", "+687751234", "NC")]
    [InlineData("+681 82 12 34", "+681821234", "WF")]
    [InlineData("+508 55 12 34", "+508551234", "PM")]
    public void A_mobile_number_of_an_overseas_territory_finds_its_territory(string typed, string e164, string region) =>
        AssertAccepted(typed, e164, region);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("06")]
    [InlineData("06        ")]
    [InlineData("12345")]
    [InlineData("061234567")]
    [InlineData("06123456789")]
    [InlineData("012345678901234567890123456789")]
    [InlineData("0123456789012345678901234567890123456789")]
    [InlineData("112")]
    [InlineData("3631")]
    [InlineData("36001")]
    [InlineData("0712345678")]
    [InlineData("0700000000")]
    [InlineData("+")]
    [InlineData("00")]
    [InlineData("()")]
    [InlineData("++33612345678")]
    [InlineData("33+612345678")]
    [InlineData("٠٦١٢٣٤٥٦٧٨")]
    [InlineData("０６１２３４５６７８")]
    [InlineData("0612\u200B345678")]
    [InlineData("\u202E0612345678")]
    [InlineData("=0612345678")]
    [InlineData("tel:0612345678")]
    [InlineData("0612345678 ext 9")]
    [InlineData("0612345678;ext=9")]
    [InlineData("0612345678#9")]
    [InlineData("0612345678x9")]
    [InlineData("0612345678,,9")]
    [InlineData("06 12 34 56 7O")]
    [InlineData("0612345678\n")]
    [InlineData("06\t12345678")]
    [InlineData("0612345678\0")]
    [InlineData("+999612345678")]
    [Trait("ASVS", "2.2.1")]
    public void What_is_no_number_is_refused(string? typed) => AssertRefused(NumberRefusal.NotANumber, typed);

    [Theory]
    [InlineData("0123456789")]
    [InlineData("04 65 71 10 40")]
    [InlineData("+33123456789")]
    [InlineData("0800123456")]
    [InlineData("0892123456")]
    [InlineData("0899123456")]
    [InlineData("0262201234")]
    [InlineData("+687 25 12 34")]
    public void A_number_that_takes_no_SMS_is_refused(string typed) => AssertRefused(NumberRefusal.NotMobile, typed);

    [Theory]
    [InlineData("+447912345678")]
    [InlineData("+32470123456")]
    [InlineData("0032470123456")]
    [InlineData("+12015550123")]
    [InlineData("+19002345678")]
    [InlineData("+881612345678")]
    [InlineData("+882161234567")]
    public void A_country_outside_the_list_is_refused(string typed) => AssertRefused(NumberRefusal.CountryNotAllowed, typed);

    [Theory]
    [InlineData("+32 470 12 34 56", "+32470123456", "BE")]
    [InlineData("+44 (0)7912 345678", "+447912345678", "GB")]
    [InlineData("+1 201 555 0123", "+12015550123", "US")]
    public void A_country_on_the_list_is_accepted(string typed, string e164, string region) =>
        AssertAccepted(typed, e164, region, [.. French, "BE", "GB", "US"]);

    [Theory]
    [InlineData("+442079460000")]
    [InlineData("+19002345678")]
    public void A_country_on_the_list_brings_its_mobile_numbers_alone(string typed) =>
        AssertRefused(NumberRefusal.NotMobile, typed, [.. French, "GB", "US"]);

    [Fact]
    public void A_foreign_number_needs_its_international_code() =>
        AssertRefused(NumberRefusal.NotMobile, "0470123456", [.. French, "BE"]);

    [Fact]
    public void A_short_number_that_two_territories_have_is_nobodys() => AssertRefused(NumberRefusal.Ambiguous, "82 12 34");

    [Fact]
    public void A_mobile_number_of_ten_digits_is_one_telephones_alone()
    {
        var plans = PhoneNumbers.PhoneNumberUtil.GetInstance();
        foreach (var digits in Enumerable.Range(6000, 2000).Select(prefix => $"0{prefix}20123"))
        {
            var telephones = French.Select(region => (Region: region, Number: plans.Parse(digits, region)))
                .Where(entry => plans.IsValidNumberForRegion(entry.Number, entry.Region))
                .Select(entry => plans.Format(entry.Number, PhoneNumbers.PhoneNumberFormat.E164))
                .Distinct();
            Assert.True(telephones.Count() <= 1, $"{digits}: {string.Join(' ', telephones)}");
        }
    }

    private static void AssertAccepted(string typed, string e164, string region, string[]? allowed = null)
    {
        Assert.Null(MobileNumbers.TryParse(typed, allowed ?? French, out var number));
        Assert.Equal(e164, number.E164);
        Assert.Equal(region, number.Region);
    }

    private static void AssertRefused(NumberRefusal refusal, string? typed, string[]? allowed = null)
    {
        Assert.Equal(refusal, MobileNumbers.TryParse(typed, allowed ?? French, out var number));
        Assert.Equal(default, number);
    }
}
