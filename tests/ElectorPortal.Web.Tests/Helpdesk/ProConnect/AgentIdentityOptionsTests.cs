using ElectorPortal.Web.Settings;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace ElectorPortal.Web.Tests.Helpdesk.ProConnect;

public sealed class AgentIdentityOptionsTests
{
    [Fact]
    public void No_provider_is_needed()
    {
        var nothing = new AgentIdentityOptions();

        Assert.False(nothing.IsSet);
        Assert.Empty(Problems(nothing, Environments.Production));
    }

    [Theory]
    [InlineData("https://fournisseur.example", "Production", true)]
    [InlineData("http://127.0.0.1:8080", "Test", true)]
    [InlineData("http://127.0.0.1:8080", "Production", false)]
    [InlineData("http://fournisseur.example", "Test", false)]
    [InlineData("fournisseur.example", "Test", false)]
    public void A_provider_is_reached_by_https_or_on_this_machine_in_tests(string authority, string environment, bool isSound) =>
        Assert.Equal(isSound, !Problems(Complete(authority), environment).Any());

    [Theory]
    [InlineData("ClientId")]
    [InlineData("ClientSecret")]
    [InlineData("AcrValues")]
    public void A_provider_needs_all_its_keys(string missing)
    {
        var options = Complete("https://fournisseur.example");
        typeof(AgentIdentityOptions).GetProperty(missing)!.SetValue(options, " ");

        Assert.Equal(
            "Helpdesk:OpenIdConnect:Authority, ClientId, ClientSecret et AcrValues vont ensemble.",
            Assert.Single(Problems(options, Environments.Production)));
    }

    private static AgentIdentityOptions Complete(string authority) =>
        new() { Authority = authority, ClientId = "assistance", ClientSecret = "secret", AcrValues = " eidas2  eidas3 " };

    private static IEnumerable<string> Problems(AgentIdentityOptions options, string environment) =>
        options.Problems(new HostingEnvironment { EnvironmentName = environment });
}
