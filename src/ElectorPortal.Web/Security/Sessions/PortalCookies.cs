using ElectorPortal.Domain.Activation;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Web.Messaging;
using ElectorPortal.Web.Security.Passwords;
using ElectorPortal.Web.Security.Throttling;
using Microsoft.AspNetCore.DataProtection;

namespace ElectorPortal.Web.Security.Sessions;

/// <summary>
/// The portal's own cookies. On https their names carry the <c>__Host-</c> prefix, which browsers refuse to set from anywhere else.
/// </summary>
internal sealed class PortalCookies(IHttpContextAccessor accessor, PublicAddress address, IDataProtectionProvider protection)
{
    private static readonly TimeSpan TypedAddressLifetime = TimeSpan.FromHours(1);
    private static readonly TimeSpan LinkLifetime = TimeSpan.FromHours(1);
    private static readonly TimeSpan PlaceLifetime = TimeSpan.FromMinutes(10);

    /// <summary>From the opening of the spaces to the results.</summary>
    private static readonly TimeSpan DeviceLifetime = TimeSpan.FromDays(90);

    private readonly ITimeLimitedDataProtector protector =
        protection.CreateProtector("ElectorPortal.Cookies").ToTimeLimitedDataProtector();

    /// <summary>The session's token.</summary>
    public LinkToken? Session
    {
        get => LinkToken.TryParse(Read("session"), out var token) ? token : null;
        set => Write("session", value?.Reveal(), null);
    }

    /// <summary>The token of an agent's session: the helpdesk has its own cookie.</summary>
    public LinkToken? AgentSession
    {
        get => LinkToken.TryParse(Read("assistance"), out var token) ? token : null;
        set => Write("assistance", value?.Reveal(), null);
    }

    /// <summary>The address typed on the first page: it travels to the password page here, never in a URL.</summary>
    public EmailAddress? TypedAddress
    {
        get => EmailAddress.TryParse(ReadProtected("adresse"), out var typed) ? typed : null;
        set => WriteProtected("adresse", value?.Value, TypedAddressLifetime);
    }

    /// <summary>Whose right password this browser has shown before.</summary>
    public KnownDevice? Device
    {
        get => KnownDevice.Parse(ReadProtected("appareil"));
        set => WriteProtected("appareil", value?.ToString(), DeviceLifetime);
    }

    /// <summary>Since when somebody has been waiting to show his password.</summary>
    public PlaceInLine? PlaceInLine
    {
        get => PlaceInLine.Parse(ReadProtected("place"));
        set => WriteProtected("place", value?.ToString(), PlaceLifetime);
    }

    /// <summary>The token of the mailed link to a password that was followed: moved out of the URL, so that no history or Referer keeps it.</summary>
    public string? PasswordLink
    {
        get => ReadProtected("lien");
        set => WriteProtected("lien", value, LinkLifetime);
    }

    /// <summary>As <see cref="PasswordLink"/>, for « Ce n'est pas moi ».</summary>
    public string? ReportLink
    {
        get => ReadProtected("signalement");
        set => WriteProtected("signalement", value, LinkLifetime);
    }

    /// <summary>As <see cref="PasswordLink"/>, for the enrolment of an agent.</summary>
    public string? EnrolmentLink
    {
        get => ReadProtected("inscription");
        set => WriteProtected("inscription", value, LinkLifetime);
    }

    /// <summary>The secret that the enrolling agent puts on his telephone: until he shows a first code, this browser alone holds it.</summary>
    public TotpSecret? EnrolmentSecret
    {
        get => TotpSecret.TryParse(ReadProtected("inscription-secret"), out var secret) ? secret : null;
        set => WriteProtected("inscription-secret", value?.Reveal(), LinkLifetime);
    }

    /// <summary>Without a cookie in every answer to those who never waited.</summary>
    public void LeaveLine()
    {
        if (Read("place") is not null)
            PlaceInLine = null;
    }

    private string Name(string name) => address.IsHttps ? $"__Host-{name}" : name;

    private HttpContext Context => accessor.HttpContext!;

    private string? Read(string name) => Context.Request.Cookies[Name(name)];

    private void Write(string name, string? value, TimeSpan? lifetime)
    {
        var options = new CookieOptions
        {
            HttpOnly = true,
            Secure = address.IsHttps,
            SameSite = SameSiteMode.Lax,
            Path = "/",
            MaxAge = lifetime,
            IsEssential = true,
        };
        if (value is null)
            Context.Response.Cookies.Delete(Name(name), options);
        else
            Context.Response.Cookies.Append(Name(name), value, options);
    }

    private string? ReadProtected(string name)
    {
        if (Read(name) is not { } value)
            return null;

        try
        {
            return protector.CreateProtector(name).Unprotect(value);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    private void WriteProtected(string name, string? value, TimeSpan lifetime) => Write(
        name, value is null ? null : protector.CreateProtector(name).Protect(value, lifetime), lifetime);
}
