using System.Collections.Concurrent;
using ElectorPortal.Web.Settings;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace ElectorPortal.Web.Messaging.Mail;

/// <summary>
/// Signed-in connections to the mail server. One that is free serves the next mail; all are closed once nothing was sent for a while.
/// </summary>
internal sealed class SmtpConnections : IDisposable
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(20);

    private readonly ConcurrentBag<SmtpClient> free = [];
    private readonly SmtpOptions options;
    private readonly ITimer quiet;

    public SmtpConnections(MailOptions options, TimeProvider time)
    {
        this.options = options.Smtp;
        quiet = time.CreateTimer(_ => CloseFree(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>A connection that already served; the server may have closed it meanwhile.</summary>
    public SmtpClient? TakeKept() => free.TryTake(out var client) ? client : null;

    public async Task<SmtpClient> OpenAsync(CancellationToken cancellation)
    {
        var client = new NamingClient();
        try
        {
            await client.ConnectAsync(options.Host!, options.Port, Security, cancellation);
            if (!string.IsNullOrEmpty(options.UserName))
                await client.AuthenticateAsync(options.UserName, options.Password!, cancellation);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Gives a connection back after a mail, taken or refused.</summary>
    public void Keep(SmtpClient client)
    {
        if (!client.IsConnected)
        {
            client.Dispose();
            return;
        }

        free.Add(client);
        quiet.Change(KeptFor, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        quiet.Dispose();
        CloseFree();
    }

    // Never "when available": somebody on the path who strips STARTTLS from the server's answer would read every link.
    private SecureSocketOptions Security => options.Security switch
    {
        SmtpSecurity.None => SecureSocketOptions.None,
        SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
        SmtpSecurity.SslOnConnect => SecureSocketOptions.SslOnConnect,
        _ => throw new InvalidOperationException($"Unknown security {options.Security}"),
    };

    private void CloseFree()
    {
        while (free.TryTake(out var client))
            client.Dispose();
    }

    /// <summary>Tells servers that report on mails how to name this one (RFC 3461, ENVID).</summary>
    private sealed class NamingClient : SmtpClient
    {
        protected override string GetEnvelopeId(MimeMessage message) => message.MessageId!;
    }
}
