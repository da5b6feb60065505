using System.Net;
using System.Net.Sockets;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Web.Messaging;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.Messaging;

/// <summary>Against a real SMTP server, another program's code on the other end of the wire.</summary>
public sealed class SmtpMailSenderTests(SmtpPeer peer) : IClassFixture<SmtpPeer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_arrives_with_its_accents_both_parts_and_the_headers_of_a_machine()
    {
        using var host = new SenderHost([.. peer.Settings, ("Mail:From", "ne-pas-repondre@elections.example.fr")]);
        var mail = MailTo("camille.bernard@ac-amiens.fr");

        var outcome = await host.Mail.SendAsync(mail, Cancellation);

        Assert.Equal(new DeliveryOutcome.Sent($"{mail.OutboxId}@elections.example.fr"), outcome);
        var received = Assert.Single(await peer.MailsToAsync(mail.To));
        Assert.Equal("Création de votre compte - Élections professionnelles 2018", received.Subject);
        Assert.Equal("Bonjour,\nL'équipe chargée des élections professionnelles 2018\n", received.Text.ReplaceLineEndings("\n"));
        Assert.Contains("<p>Bonjour,<br>\nL&#x27;équipe chargée des élections professionnelles 2018</p>", received.Html!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal("\"Élections professionnelles\" <ne-pas-repondre@elections.example.fr>", received.From);
        Assert.Equal("ne-pas-repondre@elections.example.fr", received.EnvelopeFrom);
        Assert.Equal(mail.To, received.To);
        Assert.Equal($"<{mail.OutboxId}@elections.example.fr>", received.MessageId);
        Assert.Equal("auto-generated", received.AutoSubmitted);
        Assert.Equal(host.Time.GetUtcNow(), received.Date);
    }

    [Fact]
    public async Task Each_mail_has_an_address_of_its_own_to_come_back_to_that_nobody_reads_as_its_sender()
    {
        using var host = new SenderHost(
            [.. peer.Settings, ("Mail:From", "no-reply@elections.example.fr"), ("Mail:BounceAddress", "Rebonds@elections.example.fr")]);
        var (one, other) = (MailTo("retour@ac-amiens.fr"), MailTo("retour@ac-amiens.fr"));

        Assert.IsType<DeliveryOutcome.Sent>(await host.Mail.SendAsync(one, Cancellation));
        Assert.IsType<DeliveryOutcome.Sent>(await host.Mail.SendAsync(other, Cancellation));

        var received = await peer.MailsToAsync(one.To);
        Assert.Equal(
            [$"rebonds+{one.OutboxId:N}@elections.example.fr", $"rebonds+{other.OutboxId:N}@elections.example.fr"],
            received.Select(mail => mail.EnvelopeFrom));
        Assert.All(received, mail => Assert.Equal("\"Élections professionnelles\" <no-reply@elections.example.fr>", mail.From));
        Assert.All(received, mail => Assert.Equal(one.To, mail.To));
    }

    [Fact]
    public async Task The_longest_bounce_address_is_still_one_that_servers_take()
    {
        var mailbox = new string('r', 31);
        using var host = new SenderHost([.. peer.Settings, ("Mail:BounceAddress", $"{mailbox}@elections.example.fr")]);
        var mail = MailTo("retour-long@ac-amiens.fr");

        Assert.IsType<DeliveryOutcome.Sent>(await host.Mail.SendAsync(mail, Cancellation));

        var received = Assert.Single(await peer.MailsToAsync(mail.To));
        Assert.Equal(64, received.EnvelopeFrom.IndexOf('@', StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_reports_on_mails_is_told_how_to_name_them()
    {
        using var host = new SenderHost(peer.Settings);
        var mail = MailTo("rapport@ac-amiens.fr");

        await host.Mail.SendAsync(mail, Cancellation);

        Assert.Equal($"{mail.OutboxId}@elections.example.fr", Assert.Single(await peer.MailsToAsync(mail.To)).EnvelopeId);
    }

    [Fact]
    public async Task Mails_that_follow_each_other_share_one_connection()
    {
        using var host = new SenderHost(peer.Settings);
        var mail = MailTo("suite@ac-amiens.fr");

        await host.Mail.SendAsync(mail, Cancellation);
        await host.Mail.SendAsync(MailTo("reject-550@ac-amiens.fr"), Cancellation);
        await host.Mail.SendAsync(mail, Cancellation);

        Assert.Single((await peer.MailsToAsync(mail.To)).Select(received => received.Connection).Distinct());
    }

    [Fact]
    public async Task A_connection_is_closed_once_nothing_was_sent_for_a_while()
    {
        using var host = new SenderHost(peer.Settings);
        var mail = MailTo("pause@ac-amiens.fr");

        await host.Mail.SendAsync(mail, Cancellation);
        host.Time.Advance(TimeSpan.FromSeconds(20));
        await host.Mail.SendAsync(mail, Cancellation);

        Assert.Equal(2, (await peer.MailsToAsync(mail.To)).Select(received => received.Connection).Distinct().Count());
    }

    [Fact]
    public async Task Mails_sent_at_the_same_time_all_arrive()
    {
        using var host = new SenderHost(peer.Settings);
        var sender = host.Mail;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => sender.SendAsync(MailTo("foule@ac-amiens.fr"), Cancellation)));

        Assert.All(outcomes, outcome => Assert.IsType<DeliveryOutcome.Sent>(outcome));
        var received = await peer.MailsToAsync("foule@ac-amiens.fr");
        Assert.Equal(40, received.Select(mail => mail.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task A_connection_that_the_server_closed_meanwhile_costs_nothing()
    {
        using var host = new SenderHost(peer.Settings);

        await host.Mail.SendAsync(MailTo("bye@ac-amiens.fr"), Cancellation);
        var outcome = await host.Mail.SendAsync(MailTo("ensuite@ac-amiens.fr"), Cancellation);

        Assert.IsType<DeliveryOutcome.Sent>(outcome);
        Assert.Single(await peer.MailsToAsync("ensuite@ac-amiens.fr"));
    }

    [Theory]
    [InlineData("reject-550", "smtp-550")]
    [InlineData("content-552", "smtp-552")]
    public async Task A_permanent_refusal_is_final(string recipient, string reason)
    {
        using var host = new SenderHost(peer.Settings);

        Assert.Equal(new DeliveryOutcome.Refused(reason), await host.Mail.SendAsync(MailTo($"{recipient}@ac-amiens.fr"), Cancellation));
    }

    [Theory]
    [InlineData("reject-451", "smtp-451")]
    [InlineData("content-451", "smtp-451")]
    [InlineData("drop-at-rcpt", "smtp-lost")]
    public async Task What_certainly_did_not_leave_is_tried_again(string recipient, string reason)
    {
        using var host = new SenderHost(peer.Settings);

        Assert.Equal(new DeliveryOutcome.NotSent(reason), await host.Mail.SendAsync(MailTo($"{recipient}@ac-amiens.fr"), Cancellation));
    }

    [Fact]
    public async Task A_connection_lost_after_the_content_leaves_a_doubt()
    {
        using var host = new SenderHost(peer.Settings);
        var mail = MailTo("drop-after-data@ac-amiens.fr");
        await host.Mail.SendAsync(MailTo("avant@ac-amiens.fr"), Cancellation);

        Assert.Equal(new DeliveryOutcome.Ambiguous("smtp-no-reply"), await host.Mail.SendAsync(mail, Cancellation));
        Assert.Single(await peer.MailsToAsync(mail.To));
    }

    [Fact]
    public async Task A_server_that_never_answers_the_content_leaves_a_doubt_after_a_minute()
    {
        using var host = new SenderHost(peer.Settings);
        var mail = MailTo("hang-after-data@ac-amiens.fr");

        var sending = host.Mail.SendAsync(mail, Cancellation);
        await peer.ArrivalAsync(mail.To);
        host.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(sending.IsCompleted);
        host.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(new DeliveryOutcome.Ambiguous("smtp-no-reply"), await sending);
    }

    [Fact]
    public async Task A_server_that_never_greets_is_given_up_after_ten_seconds()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var host = new SenderHost(SettingsFor(((IPEndPoint)silent.LocalEndpoint).Port));

        var sending = host.Mail.SendAsync(MailTo("a@ac-amiens.fr"), Cancellation);
        using var connection = await silent.AcceptTcpClientAsync(Cancellation);
        host.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(new DeliveryOutcome.Unreachable("smtp-timeout"), await sending);
    }

    [Fact]
    public async Task A_portal_that_stops_says_what_it_knows_of_the_mail()
    {
        using var host = new SenderHost(peer.Settings);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        Assert.IsType<DeliveryOutcome.Unreachable>(await host.Mail.SendAsync(MailTo("b@ac-amiens.fr"), stop.Token));
    }

    [Fact]
    public async Task Nobody_listening_is_tried_again()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        using var host = new SenderHost(SettingsFor(port));

        Assert.Equal(new DeliveryOutcome.Unreachable("smtp-connect"), await host.Mail.SendAsync(MailTo("c@ac-amiens.fr"), Cancellation));
    }

    [Fact]
    [Trait("ASVS", "12.3.1")]
    public async Task A_server_without_STARTTLS_gets_nothing_when_encryption_is_demanded()
    {
        using var host = new SenderHost([.. peer.Settings, ("Mail:Smtp:Security", "StartTls")]);
        var mail = MailTo("clair@ac-amiens.fr");

        Assert.Equal(new DeliveryOutcome.SettingsWrong("smtp-unsupported"), await host.Mail.SendAsync(mail, Cancellation));
        Assert.Empty(await peer.MailsToAsync(mail.To));
    }

    [Theory]
    [InlineData("--starttls", "StartTls")]
    [InlineData("--tls", "SslOnConnect")]
    [Trait("ASVS", "12.3.2")]
    public async Task A_certificate_that_nobody_trusts_gets_nothing(string server, string security)
    {
        await using var encrypted = await SmtpPeer.StartAsync(server);
        using var host = new SenderHost([.. encrypted.Settings, ("Mail:Smtp:Security", security)]);
        var mail = MailTo("chiffre@ac-amiens.fr");

        Assert.Equal(new DeliveryOutcome.Unreachable("smtp-tls"), await host.Mail.SendAsync(mail, Cancellation));
        Assert.Empty(await encrypted.MailsToAsync(mail.To));
    }

    [Fact]
    public async Task Encryption_is_never_begun_where_the_setting_says_none()
    {
        await using var encrypted = await SmtpPeer.StartAsync("--starttls");
        using var host = new SenderHost(encrypted.Settings);

        Assert.IsType<DeliveryOutcome.Sent>(await host.Mail.SendAsync(MailTo("d@ac-amiens.fr"), Cancellation));
    }

    [Fact]
    public async Task The_portal_signs_in_where_it_has_a_password_and_a_wrong_one_is_our_settings_fault()
    {
        await using var guarded = await SmtpPeer.StartAsync("--password", "juste");
        var mail = MailTo("e@ac-amiens.fr");

        async Task<DeliveryOutcome> SendWithAsync(params (string, string?)[] credentials)
        {
            using var host = new SenderHost([.. guarded.Settings, .. credentials]);
            return await host.Mail.SendAsync(mail, Cancellation);
        }

        Assert.Equal(
            new DeliveryOutcome.SettingsWrong("smtp-auth"),
            await SendWithAsync(("Mail:Smtp:UserName", "portail"), ("Mail:Smtp:Password", "faux")));
        Assert.Equal(new DeliveryOutcome.SettingsWrong("smtp-auth"), await SendWithAsync());
        Assert.Empty(await guarded.MailsToAsync(mail.To));
        Assert.IsType<DeliveryOutcome.Sent>(
            await SendWithAsync(("Mail:Smtp:UserName", "portail"), ("Mail:Smtp:Password", "juste")));
    }

    [Fact]
    public async Task A_sender_that_the_server_refuses_is_our_settings_fault_not_the_mails()
    {
        using var host = new SenderHost([.. peer.Settings, ("Mail:From", "refused@elections.example.fr")]);

        Assert.Equal(new DeliveryOutcome.SettingsWrong("smtp-550"), await host.Mail.SendAsync(MailTo("f@ac-amiens.fr"), Cancellation));
    }

    private static (string, string?)[] SettingsFor(int port) =>
        [("Mail:Transport", "Smtp"), ("Mail:Smtp:Host", "127.0.0.1"), ("Mail:Smtp:Port", $"{port}")];

    private static MailMessage MailTo(string address) => new()
    {
        OutboxId = Guid.CreateVersion7(),
        To = address,
        Subject = "Création de votre compte - Élections professionnelles 2018",
        Text = "Bonjour,\nL'équipe chargée des élections professionnelles 2018\n",
    };
}
