using ElectorPortal.Domain.Electors;

namespace ElectorPortal.Web.Settings;

internal enum MailTransport
{
    Demo,
    Smtp,
}

internal enum SmtpSecurity
{
    None,
    StartTls,
    SslOnConnect,
}

/// <summary>Section <c>Mail</c>.</summary>
internal sealed class MailOptions : ISettings
{
    public static string Section => "Mail";

    public MailTransport Transport { get; set; }

    public string From { get; set; } = "no-reply@elections.example.fr";

    public string FromName { get; set; } = "Élections professionnelles";

    /// <summary>Where mails that cannot be delivered come back; null: to the sender.</summary>
    public string? BounceAddress { get; set; }

    public SmtpOptions Smtp { get; set; } = new();

    public IEnumerable<string> Problems(IHostEnvironment environment)
    {
        if (!EmailAddress.TryParse(From, out _))
            yield return "Mail:From doit être une adresse de messagerie.";
        if (BounceAddress is not null && !Messaging.Mail.BounceAddress.TryParse(BounceAddress, out _))
            yield return "Mail:BounceAddress doit être une adresse de messagerie sans signe +, de 31 caractères au plus avant l'arobase.";
        if (environment.IsProduction() && Transport == MailTransport.Demo)
            yield return "Mail:Transport doit être Smtp en production : la boîte de démonstration n'envoie rien.";
        if (Transport == MailTransport.Smtp && string.IsNullOrWhiteSpace(Smtp.Host))
            yield return "Mail:Smtp:Host manque.";
        if (Smtp.Port is < 1 or > 65535)
            yield return "Mail:Smtp:Port doit être compris entre 1 et 65535.";
        if (string.IsNullOrEmpty(Smtp.UserName) != string.IsNullOrEmpty(Smtp.Password))
            yield return "Mail:Smtp:UserName et Mail:Smtp:Password vont ensemble.";
        if (Smtp.Security == SmtpSecurity.None && !string.IsNullOrEmpty(Smtp.Password) && environment.IsProduction())
            yield return "Mail:Smtp:Security ne peut pas être None avec un mot de passe : il passerait en clair.";
        if (environment.IsProduction() && Transport == MailTransport.Smtp && Smtp.Security == SmtpSecurity.None && Unsafe.IsElsewhere(Smtp.Host))
            yield return "Mail:Smtp:Security ne peut pas être None vers une autre machine : les liens et les adresses passeraient en clair.";
        if (environment.IsProduction() && Unsafe.IsPlaceholder(Smtp.Password))
            yield return "Mail:Smtp:Password est un mot de passe d'exemple.";
    }
}

internal sealed class SmtpOptions
{
    public string? Host { get; set; }

    public int Port { get; set; } = 25;

    public SmtpSecurity Security { get; set; } = SmtpSecurity.None;

    public string? UserName { get; set; }

    public string? Password { get; set; }
}
