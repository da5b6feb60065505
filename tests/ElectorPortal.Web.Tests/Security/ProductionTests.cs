using ElectorPortal.Web.Settings;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace ElectorPortal.Web.Tests.Security;

/// <summary>What is unsafe in Production is refused at start, and allowed where people rehearse.</summary>
public sealed class ProductionTests
{
    [Theory]
    [InlineData("None", "smtp.example.fr", true)]
    [InlineData("None", "127.0.0.1", false)]
    [InlineData("None", "localhost", false)]
    [InlineData("StartTls", "smtp.example.fr", false)]
    [Trait("ASVS", "12.2.1")]
    [Trait("ASVS", "12.3.1")]
    public void Mails_leave_the_machine_encrypted(string security, string host, bool isRefused)
    {
        var options = new MailOptions
        {
            Transport = MailTransport.Smtp,
            Smtp = new SmtpOptions { Host = host, Security = Enum.Parse<SmtpSecurity>(security) },
        };

        Assert.Equal(isRefused, Problems(options, Environments.Production).Count > 0);
        Assert.Empty(Problems(options, Environments.Staging));
    }

    [Theory]
    [InlineData("http://gateway.example.fr", true)]
    [InlineData("http://127.0.0.1:9000", false)]
    [InlineData("https://api.twilio.com", false)]
    [Trait("ASVS", "12.3.1")]
    public void The_operator_is_reached_by_https(string address, bool isRefused) =>
        Assert.Equal(isRefused, Problems(Twilio(address, "3f7a9c55"), Environments.Production).Count > 0);

    [Theory]
    [InlineData("changeme", true)]
    [InlineData("CHANGE-ME", true)]
    [InlineData("<jeton>", true)]
    [InlineData("xxxxxxxx", true)]
    [InlineData("3f7a9c55e1", false)]
    [Trait("ASVS", "13.3.1")]
    public void A_secret_out_of_a_documentation_is_refused(string secret, bool isRefused) =>
        Assert.Equal(isRefused, Problems(Twilio("https://api.twilio.com", secret), Environments.Production).Count > 0);

    [Theory]
    [InlineData("PostgreSql", "Host=base.example.fr;Database=portal;Password=x9", true)]
    [InlineData("PostgreSql", "Host=base.example.fr;Database=portal;Password=x9;SSL Mode=Require", true)]
    [InlineData("PostgreSql", "Host=base.example.fr;Database=portal;Password=x9;SSL Mode=VerifyFull", false)]
    [InlineData("PostgreSql", "Host=/var/run/postgresql;Database=portal", false)]
    [InlineData("PostgreSql", "Host=127.0.0.1;Port=5433;Database=portal;Username=portal", false)]
    [InlineData("PostgreSql", "Host=127.0.0.1;Database=portal;Password=changeme", true)]
    [InlineData("SqlServer", "Server=tcp:base.example.fr,1433;Database=portal;Password=x9", false)]
    [InlineData("SqlServer", "Server=base.example.fr;Database=portal;Password=x9;Encrypt=False", true)]
    [InlineData("SqlServer", "Server=base.example.fr;Database=portal;Password=x9;TrustServerCertificate=True", true)]
    [InlineData("SqlServer", "Server=localhost,1433;Database=portal;Password=x9;TrustServerCertificate=True", false)]
    [InlineData("Sqlite", "Data Source=portal.db", false)]
    [Trait("ASVS", "12.3.1")]
    [Trait("ASVS", "12.3.2")]
    public void A_database_elsewhere_is_encrypted_and_proves_itself(string provider, string connection, bool isRefused)
    {
        var options = new DatabaseOptions { Provider = Enum.Parse<DatabaseProvider>(provider), ConnectionString = connection };

        Assert.Equal(isRefused, Problems(options, Environments.Production).Count > 0);
        Assert.Empty(Problems(options, Environments.Staging));
    }

    [Theory]
    [InlineData("10.0.0.5, 10.0.0.6", "", true)]
    [InlineData("", "10.0.0.0/8,2001:db8::/32", true)]
    [InlineData("proxy", "", false)]
    [InlineData("", "10.0.0.0", false)]
    [InlineData("", "10.0.0.0/40", false)]
    [Trait("ASVS", "4.1.3")]
    public void A_proxy_is_an_address_or_a_network(string proxies, string networks, bool isSound) =>
        Assert.Equal(isSound, Problems(new ProxyOptions { KnownProxies = proxies, KnownNetworks = networks }, Environments.Staging).Count == 0);

    private static SmsOptions Twilio(string address, string token) => new()
    {
        Transport = SmsTransport.Twilio,
        Twilio = new TwilioOptions { BaseUrl = address, AccountSid = "AC1", AuthToken = token },
    };

    private static List<string> Problems(ISettings options, string environment) =>
        [.. options.Problems(new HostingEnvironment { EnvironmentName = environment })];
}
