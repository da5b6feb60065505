using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Messaging;

namespace ElectorPortal.Web.Features.Helpdesk.Electors;

/// <summary>Tells the elector by mail what the helpdesk did to his access. No link: a notice that never asks for a click cannot be imitated to any use.</summary>
internal sealed class HelpdeskNotice(MailComposer composer, Outbox.Outbox outbox, TimeProvider time)
{
    /// <summary>Adds the mail to the unit of work, and a second one to the address on file that was replaced just now.</summary>
    public void Add(Elector elector, string what, EmailAddress former)
    {
        var when = FrenchDates.DayAndTime(time.GetUtcNow().UtcDateTime);
        foreach (var address in new[] { former, elector.Email }.Distinct())
        {
            var id = Guid.CreateVersion7();
            var mail = composer.Compose("Features.Helpdesk.Electors.HelpdeskNotice.txt", id, address, ("What", what), ("When", when));
            outbox.Add(mail, MessageTopic.HelpdeskNotice, elector.Id, $"helpdesk:{id}");
        }
    }
}
