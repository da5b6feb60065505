using ElectorPortal.Web.Messaging.Demo;
using ElectorPortal.Web.Messaging.Mail;
using ElectorPortal.Web.Messaging.Sms;
using ElectorPortal.Web.Settings;

namespace ElectorPortal.Web.Messaging;

internal static class MessagingRegistration
{
    public static void AddMessaging(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<MailComposer>();
        services.AddSingleton<MailFrame>();
        services.AddSingleton<DemoMailbox>();

        services.AddSingleton<SmtpConnections>();
        services.AddSingleton<SmtpMailSender>();
        services.AddSingleton<IMailSender>(provider => provider.GetRequiredService<MailOptions>().Transport switch
        {
            MailTransport.Smtp => provider.GetRequiredService<SmtpMailSender>(),
            _ => provider.GetRequiredService<DemoMailbox>(),
        });

        services.AddTwilio();
        services.AddTransient<ISmsSender>(provider => provider.GetRequiredService<SmsOptions>().Transport switch
        {
            SmsTransport.Twilio => provider.GetRequiredService<TwilioSmsSender>(),
            _ => provider.GetRequiredService<DemoMailbox>(),
        });
    }

    private static void AddTwilio(this IServiceCollection services) =>
        services.AddHttpClient<TwilioSmsSender>(http =>
            {
                // The sender keeps the time itself, on the portal's clock.
                http.Timeout = Timeout.InfiniteTimeSpan;
                http.MaxResponseContentBufferSize = 1024 * 1024;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            // A search for a message has the elector's number in its address.
            .RemoveAllLoggers();
}
