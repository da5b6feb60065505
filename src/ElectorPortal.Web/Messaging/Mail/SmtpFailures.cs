using System.Net.Sockets;
using ElectorPortal.Domain.Delivery;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace ElectorPortal.Web.Messaging.Mail;

/// <summary>
/// What a failure to hand over a mail means. Where it happened decides: before the end of the content nothing left, after it nobody
/// knows until the server answers.
/// </summary>
internal static class SmtpFailures
{
    /// <summary>The broken surroundings that a sender answers for with a value; anything else is a bug.</summary>
    public static bool IsExpected(Exception failure) => failure is SmtpCommandException or SmtpProtocolException
        or AuthenticationException or SslHandshakeException or ServiceNotConnectedException or ServiceNotAuthenticatedException
        or NotSupportedException or IOException or SocketException or TimeoutException or OperationCanceledException;

    /// <summary>A kept connection that the server had closed, or closes now: it says nothing about the mail.</summary>
    public static bool IsStaleConnection(Exception failure) =>
        failure is IOException or SocketException or SmtpProtocolException or ServiceNotConnectedException
            or SmtpCommandException { StatusCode: SmtpStatusCode.ServiceNotAvailable };

    public static DeliveryOutcome WhileConnecting(Exception failure) => failure switch
    {
        SmtpCommandException answer when IsTransient(answer) => new DeliveryOutcome.Unreachable(Code(answer)),
        SmtpCommandException answer => new DeliveryOutcome.SettingsWrong(Code(answer)),
        AuthenticationException => new DeliveryOutcome.SettingsWrong("smtp-auth"),
        // The server offers no STARTTLS, or no way to sign in that we know: as good as a wrong setting, and never worked around.
        NotSupportedException => new DeliveryOutcome.SettingsWrong("smtp-unsupported"),
        SslHandshakeException => new DeliveryOutcome.Unreachable("smtp-tls"),
        OperationCanceledException or TimeoutException => new DeliveryOutcome.Unreachable("smtp-timeout"),
        _ => new DeliveryOutcome.Unreachable("smtp-connect"),
    };

    /// <param name="contentLeft">Whether any of the content was already written to the server.</param>
    public static DeliveryOutcome WhileSending(Exception failure, bool contentLeft) => failure switch
    {
        SmtpCommandException answer when IsTransient(answer) => new DeliveryOutcome.NotSent(Code(answer)),
        // The sender is ours: it is refused for every mail alike.
        SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted } answer => new DeliveryOutcome.SettingsWrong(Code(answer)),
        SmtpCommandException answer => new DeliveryOutcome.Refused(Code(answer)),
        ServiceNotAuthenticatedException => new DeliveryOutcome.SettingsWrong("smtp-auth"),
        _ when contentLeft => new DeliveryOutcome.Ambiguous("smtp-no-reply"),
        OperationCanceledException or TimeoutException => new DeliveryOutcome.NotSent("smtp-timeout"),
        _ => new DeliveryOutcome.NotSent("smtp-lost"),
    };

    private static bool IsTransient(SmtpCommandException answer) => (int)answer.StatusCode is >= 400 and < 500;

    private static string Code(SmtpCommandException answer) => $"smtp-{(int)answer.StatusCode}";
}
