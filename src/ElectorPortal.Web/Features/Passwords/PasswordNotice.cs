using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Messaging;

namespace ElectorPortal.Web.Features.Passwords;

internal enum PasswordEvent
{
    Created,
    Reset,
    Changed,
}

/// <summary>Tells the elector by mail that his password is new. No link: a notice that never asks for a click cannot be imitated to any use.</summary>
internal sealed class PasswordNotice(MailComposer composer, Outbox.Outbox outbox)
{
    /// <summary>Adds the mail to the unit of work.</summary>
    public void Add(Elector elector, PasswordEvent what, DateTime now)
    {
        var id = Guid.CreateVersion7();
        var mail = composer.Compose(
            "Features.Passwords.PasswordNotice.txt", id, elector.Email, ("What", Say(what)), ("When", FrenchDates.DayAndTime(now)));
        outbox.Add(mail, MessageTopic.PasswordNotice, elector.Id, $"notice:{id}");
    }

    private static string Say(PasswordEvent what) => what switch
    {
        PasswordEvent.Created => "créé",
        PasswordEvent.Reset => "réinitialisé",
        _ => "modifié",
    };
}
