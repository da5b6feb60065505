using System.Net;
using ElectorPortal.Web.Security.Requests;
using ElectorPortal.Web.Security.Throttling;
using ElectorPortal.Web.Settings;

namespace ElectorPortal.Web.Tests.Security;

public sealed class NetworkTests
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:3::1", "2001:db8:1:3::/64")]
    [InlineData("::1", "::/64")]
    [Trait("ASVS", "15.3.4")]
    public void A_network_is_an_IPv4_address_or_half_an_IPv6_one(string address, string network) =>
        Assert.Equal(network, Network.Of(IPAddress.Parse(address)));

    [Fact]
    public void A_connection_without_an_address_is_of_no_network() => Assert.Null(Network.Of(null));

    [Theory]
    [InlineData("GET", "", "", "", true)]
    [InlineData("POST", "", "", "", true)]
    [InlineData("POST", "same-origin", "navigate", "document", true)]
    [InlineData("GET", "none", "navigate", "document", true)]
    [InlineData("GET", "cross-site", "navigate", "document", true)]
    [InlineData("GET", "cross-site", "navigate", "iframe", false)]
    [InlineData("GET", "cross-site", "no-cors", "image", false)]
    [InlineData("GET", "same-site", "cors", "empty", false)]
    [InlineData("POST", "cross-site", "navigate", "document", false)]
    [InlineData("POST", "same-site", "navigate", "document", false)]
    [Trait("ASVS", "3.5.1")]
    [Trait("ASVS", "3.5.8")]
    public void Other_sites_may_send_people_here_and_nothing_else(string method, string site, string mode, string destination, bool isWelcome) =>
        Assert.Equal(isWelcome, FetchMetadata.IsWelcome(method, site, mode, destination));

    [Theory]
    [InlineData("https://portail.test", "portail.test", true)]
    [InlineData("https://portail.test", "", false)]
    [InlineData("https://portail.test", "portail.test.", false)]
    [InlineData("https://portail.test", "127.0.0.1", true)]
    [InlineData("https://portail.test", "127.0.0.1.evil.com", false)]
    [InlineData(null, "anything", true)]
    [Trait("ASVS", "4.1.3")]
    public void The_portal_knows_its_own_names(string? address, string host, bool isKnown) =>
        Assert.Equal(isKnown, new KnownHosts(new PortalOptions { PublicBaseUrl = address }).Knows(host));

    [Theory]
    [InlineData("application/x-www-form-urlencoded", true)]
    [InlineData("application/x-www-form-urlencoded; charset=UTF-8", true)]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7", false)]
    [InlineData("multipart/form-data; boundary=x", false)]
    [InlineData("text/plain", false)]
    [InlineData("", false)]
    [Trait("ASVS", "2.2.1")]
    public void A_form_is_read_in_one_format(string contentType, bool isAccepted) => Assert.Equal(isAccepted, FormFormats.IsAccepted(contentType));

    [Theory]
    [InlineData("12:3:00112233445566778899aabbccddeeff", true)]
    [InlineData("12:3", false)]
    [InlineData("12:-3:00112233445566778899aabbccddeeff", false)]
    [InlineData("x:3:00112233445566778899aabbccddeeff", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_known_device_is_read_back_as_it_was_written(string? text, bool isRead)
    {
        var device = KnownDevice.Parse(text);

        Assert.Equal(isRead, device is not null);
        if (isRead)
            Assert.Equal(text, device!.ToString());
    }
}
