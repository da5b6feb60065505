using System.Net;
using System.Text.RegularExpressions;
using ElectorPortal.Browser.Tests.Support;
using ElectorPortal.Web.Commands;
using ElectorPortal.Web.Tests.Support;
using Microsoft.Playwright;

namespace ElectorPortal.Browser.Tests.Journeys;

/// <summary>A portal whose mails leave by SMTP and whose SMS leave by HTTP.</summary>
public sealed class RealPeersSite : PortalSite
{
    private const string Columns =
        "email;autres_emails;civilite;nom;nom_usage;prenoms;numen;date_naissance;academie;corps;affectation;telephone;scrutins";

    public SmtpPeer Smtp { get; } = new();

    public FakeTwilio Twilio { get; } = new();

    protected override IEnumerable<(string Key, string? Value)> Settings => [.. Smtp.Settings, .. Twilio.Settings];

    /// <summary>Puts people on the rolls as the operator does, by a file.</summary>
    public async Task ImportAsync(params Person[] people)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllLinesAsync(file, people.Select(ToLine).Prepend(Columns));
        using var output = new StringWriter();
        var surroundings = new CommandSurroundings { Output = output, Error = output };
        var exitCode = await PortalCommandLine.RunAsync(
            ["electors", "import", file, "--environment=Development", $"--ConnectionStrings:Portal={ConnectionString}"], surroundings);
        File.Delete(file);
        Assert.True(exitCode == ExitCodes.Done, output.ToString());
    }

    public override async ValueTask InitializeAsync()
    {
        await Smtp.InitializeAsync();
        await Twilio.InitializeAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Twilio.DisposeAsync();
        await Smtp.DisposeAsync();
    }

    protected override async Task<IReadOnlyList<string>> SentAsync() =>
        [.. Twilio.Taken.Select(sms => sms.Body), .. (await Smtp.AllMailsAsync()).Select(mail => mail.Text)];

    private static string ToLine(Person person) =>
        $"{person.Email};;Mme;BERNARD;;Camille;{person.Numen};{person.TypedBirthDate};Amiens;Professeur certifié;Lycée Louis-Thuillier, Amiens;;";
}

/// <summary>The path once more with everything real around the portal, receipts of the operator included.</summary>
public sealed partial class RealPeersTests(Chromium chromium, RealPeersSite site) : IClassFixture<RealPeersSite>
{
    [Fact]
    public async Task An_imported_elector_receives_mails_by_SMTP_and_follows_his_SMS_until_it_is_on_the_telephone()
    {
        var person = People.Invent();
        await site.ImportAsync(person);
        await using var visitor = await Visitor.OpenAsync(chromium, site);

        await visitor.EnterAsync(person.Email);
        await site.Smtp.ArrivalAsync(person.Email);
        var activation = Assert.Single(await site.Smtp.MailsToAsync(person.Email));
        Assert.Equal("Création de votre compte - Élections professionnelles 2018", activation.Subject);
        await visitor.GoToAsync(Link().Match(activation.Text).Value);
        await visitor.IsAtAsync("/portail/creation-compte-etape2.htm");
        await visitor.ChoosePasswordAsync(Person.Password);
        await visitor.SeesAsync("Mon espace électeur");

        await visitor.AskForIdentifierAsync(person);
        await visitor.IsAtAsync("/portail/reassort/suivi");
        await site.Twilio.ArrivalAsync(TestContext.Current.CancellationToken);
        var sms = Assert.Single(site.Twilio.Taken);
        Assert.Equal(person.DialledPhone, sms.To);
        Assert.Matches("identifiant de vote: [23456789ABCDEFGHJKMNPQRSTUVWXYZ]{12}\n", sms.Body);
        await RefreshUntilAsync(visitor, "Remis à l'opérateur");

        using var http = new HttpClient { BaseAddress = new Uri(site.Address) };
        Assert.Equal(HttpStatusCode.NoContent, (await FakeTwilio.CallBackAsync(http, sms, "delivered")).StatusCode);
        await visitor.FollowAsync("Actualiser");
        await visitor.ReadsAsync("Distribué");
    }

    /// <summary>The page does not change by itself: it is asked again until it says so.</summary>
    private static async Task RefreshUntilAsync(Visitor visitor, string state)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await visitor.Main.GetByText(state, new LocatorGetByTextOptions { Exact = true }).CountAsync() == 0)
        {
            patience.Token.ThrowIfCancellationRequested();
            await visitor.FollowAsync("Actualiser");
        }
    }

    [GeneratedRegex(@"http://\S+\?token=\S+")]
    private static partial Regex Link();
}
