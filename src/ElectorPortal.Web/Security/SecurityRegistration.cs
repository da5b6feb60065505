using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Web.Messaging;
using ElectorPortal.Web.Security.Agents;
using ElectorPortal.Web.Security.Links;
using ElectorPortal.Web.Security.Passwords;
using ElectorPortal.Web.Security.Passwords.Bcrypt;
using ElectorPortal.Web.Security.Requests;
using ElectorPortal.Web.Security.Seals;
using ElectorPortal.Web.Security.SecurityCodes;
using ElectorPortal.Web.Security.Sessions;
using ElectorPortal.Web.Security.Throttling;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace ElectorPortal.Web.Security;

internal static class SecurityRegistration
{
    public static void AddPortalSecurity(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddHttpContextAccessor();
        services.AddScoped<PortalCookies>();
        services.AddSingleton<SessionLookups>();
        services.AddScoped<ElectorSessions>();
        services.AddScoped<SignedInElector>();
        services.AddScoped<AgentSessions>();
        services.AddScoped<SignedInAgent>();
        services.AddScoped<EnrolmentLinks>();
        services.AddScoped<Tries>();
        services.AddSingleton<KnownHosts>();
        services.AddSingleton<PolicyReports>();
        services.AddScoped<NetworkThrottle>();
        services.AddSingleton<NodeLimits>();
        services.AddScoped<AgentThrottle>();
        services.AddSingleton<TotpVault>();
        services.AddSingleton<AgentCredentials>();
        services.AddScoped<RequestJournal>();
        services.AddScoped<JournalSealer>();
        services.AddScoped<JournalChain>();
        services.AddSingleton<LinkCases>();
        services.AddSingleton<LinkDesk>();
        services.AddScoped<AnswerLinkAsks>();
        services.AddScoped<AccountLinks>();
        services.AddScoped<AccountLinkMail>();
        services.AddScoped<SignInThrottle>();
        services.AddScoped<SecurityCodeDesk>();
        services.AddSingleton<CommonPasswords>();
        services.AddSingleton<IBcryptEngine, BcryptEngine>();
        services.AddSingleton<HashingThreads>();
        services.AddSingleton<PasswordHasher>();

        services.AddAuthentication(SessionAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, SessionAuthentication>(SessionAuthentication.SchemeName, null)
            .AddScheme<AuthenticationSchemeOptions, AgentAuthentication>(AgentAuthentication.SchemeName, null);
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Elector, policy => policy.RequireAuthenticatedUser())
            .AddPolicy(Policies.Helpdesk, policy => policy
                .AddAuthenticationSchemes(AgentAuthentication.SchemeName)
                .RequireRole(Enum.GetNames<AgentRole>()))
            .AddPolicy(Policies.Administrator, policy => policy
                .AddAuthenticationSchemes(AgentAuthentication.SchemeName)
                .RequireRole(nameof(AgentRole.Administrator)))
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build());

        services.AddAntiforgery();
        services.AddSingleton<IConfigureOptions<AntiforgeryOptions>, AntiforgeryCookie>();
        services.AddHsts(options =>
        {
            options.MaxAge = TimeSpan.FromDays(365);
            options.IncludeSubDomains = true;
        });
    }

    private sealed class AntiforgeryCookie(PublicAddress address) : IConfigureOptions<AntiforgeryOptions>
    {
        public void Configure(AntiforgeryOptions options)
        {
            options.Cookie.Name = address.IsHttps ? "__Host-formulaire" : "formulaire";
            options.Cookie.SecurePolicy = address.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.SuppressXFrameOptionsHeader = true;
        }
    }
}
