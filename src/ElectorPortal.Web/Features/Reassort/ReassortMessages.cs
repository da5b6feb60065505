using ElectorPortal.Domain.Activation;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Elections;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Messaging;
using ElectorPortal.Web.Settings;

namespace ElectorPortal.Web.Features.Reassort;

/// <summary>Writes the two messages of an accepted request to the outbox.</summary>
internal sealed class ReassortMessages(
    Outbox.Outbox outbox, MailComposer composer, PublicAddress address, PortalOptions portal, Election election)
{
    private const string Training = "ESSAI. ";

    public void AddConfirmation(Elector elector, ReassortRequest request, LinkToken report)
    {
        var mail = composer.Compose(
            "Features.Reassort.ReassortMail.txt",
            Guid.CreateVersion7(),
            elector.Email,
            ("Number", request.MaskedNumber),
            ("ReportLink", $"{address.Link("/portail/signalement")}?token={report.Reveal()}"));
        outbox.Add(mail, MessageTopic.ReassortConfirmation, elector.Id, $"reassort-mail:{request.Id}", request.Id);
    }

    public void AddIdentifier(ReassortRequest request, MobileNumber number, VoterIdentifier identifier)
    {
        var sms = new SmsMessage { OutboxId = Guid.CreateVersion7(), To = number.E164, Body = SmsText(portal, election.IsTraining, identifier.Reveal()) };
        outbox.Add(sms, number, MessageTopic.ReassortIdentifier, request.ElectorId, $"reassort-sms:{request.Id}", request.Id);
    }

    /// <summary>One segment of <see cref="Gsm7.SegmentLength"/> septets, whatever the identifier.</summary>
    public static string SmsText(PortalOptions portal, bool isTraining, string identifier) => (isTraining ? Training : "") + MessageText.Fill(
        "Features.Reassort.ReassortSms.txt",
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Identifier"] = identifier,
            ["Organisation"] = portal.Organisation,
        });
}
