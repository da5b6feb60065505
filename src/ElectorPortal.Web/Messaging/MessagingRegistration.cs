using ElectorPortal.Web.Messaging.Demo;

namespace ElectorPortal.Web.Messaging;

internal static class MessagingRegistration
{
    public static void AddMessaging(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DemoMailbox>();
        builder.Services.AddSingleton<IMailSender>(services => services.GetRequiredService<DemoMailbox>());
        builder.Services.AddSingleton<ISmsSender>(services => services.GetRequiredService<DemoMailbox>());
        builder.Services.AddSingleton<PublicAddress>();
        builder.Services.AddSingleton<MailComposer>();
    }
}
