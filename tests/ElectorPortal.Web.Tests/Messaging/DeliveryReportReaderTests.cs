using System.Text;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Web.Messaging.Mail;
using ElectorPortal.Web.Tests.Commands;

namespace ElectorPortal.Web.Tests.Messaging;

public sealed class DeliveryReportReaderTests
{
    private static readonly Guid First = Guid.Parse("0193f5b2-6c1e-7a40-9d21-3b7f0c5a1e01");
    private static readonly Guid Second = Guid.Parse("0193f5b2-6c1e-7a40-9d21-3b7f0c5a1e02");

    [Theory]
    [InlineData("To: rebonds+{0:N}@elections.example.fr", "", "")]
    [InlineData("To: a@b.fr, \"Rebonds\" <REBONDS+{0:N}@interne.example.fr>", "", "")]
    [InlineData("Delivered-To: autre@b.fr\nDelivered-To: rebonds+{0:N}@elections.example.fr", "", "")]
    [InlineData("X-Original-To: rebonds+{0:N}@elections.example.fr", "", "")]
    [InlineData("To: rebonds@elections.example.fr", "Original-Envelope-Id: {0}@elections.example.fr", "")]
    [InlineData("To: rebonds@elections.example.fr", "", "Message-ID: <{0}@elections.example.fr>")]
    public void A_report_names_its_mail_in_any_of_these_places(string header, string field, string returned)
    {
        var report = Read(Compose(string.Format(null, header, First), string.Format(null, field, First), string.Format(null, returned, First)));

        Assert.Equal(First, Assert.Single(report!.OutboxIds));
    }

    [Fact]
    public void The_address_is_surer_than_the_envelope_and_the_envelope_surer_than_what_was_returned()
    {
        var (address, envelope, returned) = ($"To: r+{First:N}@e.fr", $"Original-Envelope-Id: {Second}@e.fr", $"Message-ID: <{First}@e.fr>");

        Assert.Equal([First, Second], Read(Compose(address, envelope, returned))!.OutboxIds);
        Assert.Equal([Second, First], Read(Compose("To: r@e.fr", envelope, returned))!.OutboxIds);
    }

    [Theory]
    [InlineData("text/rfc822-headers")]
    [InlineData("message/rfc822")]
    [InlineData("message/global-headers")]
    public void The_returned_mail_is_whole_or_its_headers_alone(string type) =>
        Assert.Equal([First], Read(Compose("To: r@e.fr", "", $"Message-ID: <{First}@e.fr>", returnedType: type))!.OutboxIds);

    [Theory]
    [InlineData("To: rebonds+{0}@elections.example.fr")]
    [InlineData("To: rebonds{0:N}@elections.example.fr")]
    [InlineData("To: +{0:N}@elections.example.fr")]
    [InlineData("To: rebonds+{0:N}0@elections.example.fr")]
    [InlineData("Cc: rebonds+{0:N}@elections.example.fr")]
    [InlineData("In-Reply-To: <{0}@elections.example.fr>")]
    public void What_is_not_quite_an_id_of_ours_names_nothing(string header) =>
        Assert.Equal(NoReport.WithoutMail, DeliveryReportReader.TryRead(Compose(string.Format(null, header, First), "", ""), out _));

    [Fact]
    public void Of_several_people_behind_one_address_a_failure_counts()
    {
        var content = Compose(
            $"To: r+{First:N}@e.fr", "", "", "Action: delivered\nStatus: 2.0.0\n\nAction: failed\nStatus: 5.2.2\n\nAction: expanded\nStatus: 2.0.0");

        Assert.Equal((DsnAction.Failed, "dsn-5.2.2"), (Read(content)!.Action, Read(content)!.Reason));
    }

    [Fact]
    public void A_report_beside_what_a_filter_added_is_read_and_one_inside_a_forwarded_mail_is_not()
    {
        var report = Encoding.ASCII.GetString(Compose($"To: r+{First:N}@e.fr", "", ""));
        var body = report[report.IndexOf("Content-Type", StringComparison.Ordinal)..];

        var beside = $"To: r+{First:N}@e.fr\nContent-Type: multipart/mixed; boundary=f\n\n--f\n{body}\n--f\n\nAnalysé.\n--f--\n";
        Assert.Equal([First], Read(Encoding.UTF8.GetBytes(beside))!.OutboxIds);
        var inside = $"To: r+{First:N}@e.fr\nContent-Type: multipart/mixed; boundary=f\n\n--f\nContent-Type: message/rfc822\n\n{report}\n--f--\n";
        Assert.Equal(NoReport.Ordinary, DeliveryReportReader.TryRead(Encoding.UTF8.GetBytes(inside), out _));
    }

    [Fact]
    public void A_report_that_names_thousands_of_mails_is_asked_for_a_few_only()
    {
        var addresses = string.Join(", ", Enumerable.Range(0, 5000).Select(_ => $"r+{Guid.NewGuid():N}@e.fr"));

        Assert.InRange(Read(Compose($"To: {addresses}", "", ""))!.OutboxIds.Count, 1, 10);
    }

    [Fact]
    public void A_report_cut_or_damaged_anywhere_is_answered_and_never_thrown_at_the_operator()
    {
        var random = new Random(2018);
        foreach (var file in Directory.EnumerateFiles(PortalCommands.Sample("bounces")))
        {
            var content = File.ReadAllBytes(file);
            for (var length = 0; length < content.Length; length += 7)
                AssertAnswered(content[..length]);
            for (var round = 0; round < 300; round++)
            {
                var damaged = content.ToArray();
                for (var hit = 0; hit < 8; hit++)
                    damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
                AssertAnswered(damaged);
            }
        }
    }

    private static void AssertAnswered(byte[] content) =>
        Assert.Equal(DeliveryReportReader.TryRead(content, out var report) is null, report is { OutboxIds.Count: > 0 });

    private static DeliveryReport? Read(byte[] content)
    {
        Assert.Null(DeliveryReportReader.TryRead(content, out var report));
        return report;
    }

    private static byte[] Compose(
        string header, string field, string returned, string recipient = "Final-Recipient: rfc822; a@ac-amiens.fr\nAction: failed\nStatus: 5.1.1",
        string returnedType = "text/rfc822-headers")
    {
        var text = $"""
            From: MAILER-DAEMON@relais.example.fr
            {header}
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type="Delivery-Status"; boundary=b

            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; relais.example.fr
            {field}

            {recipient}

            --b
            Content-Type: {returnedType}

            {returned}
            Subject: test

            --b--

            """;
        return Encoding.ASCII.GetBytes(text.Replace("\n\n\n", "\n\n", StringComparison.Ordinal));
    }
}
