using ElectorPortal.Domain.Activation;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Web.Messaging;

namespace ElectorPortal.Web.Security.Links;

/// <summary>Writes the mail that carries a link to the outbox.</summary>
internal sealed class AccountLinkMail(Outbox.Outbox outbox, MailComposer composer, PublicAddress address)
{
    private const string Activation = "/portail/creation-compte-etape2.htm";

    public void Add(AccountLink link, LinkToken token)
    {
        var (path, text, topic) = (link.Purpose, link.Origin) switch
        {
            (LinkPurpose.Reset, _) => ("/portail/reinitialisation.htm", "Security.Links.ResetMail.txt", MessageTopic.Reset),
            (_, LinkOrigin.Invitation) => (Activation, "Security.Links.InvitationMail.txt", MessageTopic.Activation),
            (_, LinkOrigin.Reminder) => (Activation, "Security.Links.ReminderMail.txt", MessageTopic.Activation),
            _ => (Activation, "Security.Links.ActivationMail.txt", MessageTopic.Activation),
        };
        var mail = composer.Compose(
            text,
            link.Id,
            link.Address,
            ("Link", $"{address.Link(path)}?token={token.Reveal()}"),
            ("Expiry", FrenchDates.DayAndTime(link.ExpiresAt)));
        outbox.Add(mail, topic, link.ElectorId, $"link:{link.Id}");
    }
}
