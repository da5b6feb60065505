namespace ElectorPortal.Web.Settings;

internal enum SmsTransport
{
    Demo,
    Twilio,
}

/// <summary>Section <c>Sms</c>.</summary>
internal sealed class SmsOptions : ISettings
{
    public static string Section => "Sms";

    public SmsTransport Transport { get; set; }

    public TwilioOptions Twilio { get; set; } = new();

    public IEnumerable<string> Problems(IHostEnvironment environment)
    {
        if (Transport == SmsTransport.Twilio)
            return Twilio.Problems(environment);
        return environment.IsProduction()
            ? ["Sms:Transport doit être Twilio en production : la boîte de démonstration n'envoie rien."]
            : [];
    }
}

/// <summary>Section <c>Sms:Twilio</c>: the account, and either an API key or the account's own token to call it.</summary>
internal sealed class TwilioOptions
{
    public string BaseUrl { get; set; } = "https://api.twilio.com";

    public string? AccountSid { get; set; }

    public string? ApiKeySid { get; set; }

    public string? ApiKeySecret { get; set; }

    /// <summary>Signs the callbacks; it also opens the API where no key is given.</summary>
    public string? AuthToken { get; set; }

    /// <summary>The sender of the 2018 procedure, unless a messaging service is named.</summary>
    public string? From { get; set; } = "36001";

    public string? MessagingServiceSid { get; set; }

    public string UserName => string.IsNullOrEmpty(ApiKeySid) ? AccountSid! : ApiKeySid;

    public string Password => string.IsNullOrEmpty(ApiKeySid) ? AuthToken! : ApiKeySecret!;

    public IEnumerable<string> Problems(IHostEnvironment environment)
    {
        if (string.IsNullOrWhiteSpace(AccountSid))
            yield return "Sms:Twilio:AccountSid manque.";
        if (string.IsNullOrWhiteSpace(AuthToken) && (environment.IsProduction() || string.IsNullOrEmpty(ApiKeySid)))
            yield return "Sms:Twilio:AuthToken manque : il vérifie les accusés de réception.";
        if (string.IsNullOrEmpty(ApiKeySid) != string.IsNullOrEmpty(ApiKeySecret))
            yield return "Sms:Twilio:ApiKeySid et Sms:Twilio:ApiKeySecret vont ensemble.";
        if (string.IsNullOrWhiteSpace(From) && string.IsNullOrWhiteSpace(MessagingServiceSid))
            yield return "Sms:Twilio:From ou Sms:Twilio:MessagingServiceSid manque.";
        if (!PortalOptions.IsWebAddress(BaseUrl))
            yield return "Sms:Twilio:BaseUrl doit être une adresse http ou https complète.";
        else if (environment.IsProduction() && new Uri(BaseUrl) is { Scheme: "http" } address && Unsafe.IsElsewhere(address.Host))
            yield return "Sms:Twilio:BaseUrl doit commencer par https:// en production : les identifiants passeraient en clair.";
        if (environment.IsProduction() && (Unsafe.IsPlaceholder(AuthToken) || Unsafe.IsPlaceholder(ApiKeySecret)))
            yield return "Sms:Twilio:AuthToken ou Sms:Twilio:ApiKeySecret est un secret d'exemple.";
    }
}
