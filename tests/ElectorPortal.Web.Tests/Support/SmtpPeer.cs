using System.Net.Http.Json;

namespace ElectorPortal.Web.Tests.Support;

/// <summary>A real SMTP server; <c>tests/Peers/smtp-server.mjs</c> says which recipients make it refuse, drop or hang.</summary>
public sealed class SmtpPeer : IAsyncLifetime
{
    private readonly HttpClient api = new();
    private NodePeer? peer;

    public int Port { get; private set; }

    /// <summary>The settings of a portal that sends its mails here.</summary>
    public (string Key, string? Value)[] Settings =>
    [
        ("Mail:Transport", "Smtp"),
        ("Mail:Smtp:Host", "127.0.0.1"),
        ("Mail:Smtp:Port", Port.ToString(System.Globalization.CultureInfo.InvariantCulture)),
    ];

    public static async Task<SmtpPeer> StartAsync(params string[] arguments)
    {
        var smtp = new SmtpPeer();
        await smtp.StartServerAsync(arguments);
        return smtp;
    }

    public async ValueTask InitializeAsync() => await StartServerAsync([]);

    /// <summary>What was received for that address, oldest first.</summary>
    public async Task<IReadOnlyList<ReceivedMail>> MailsToAsync(string address) =>
        (await api.GetFromJsonAsync<List<ReceivedMail>>($"/mails?to={Uri.EscapeDataString(address)}"))!;

    /// <summary>What was received for anybody, oldest first.</summary>
    public async Task<IReadOnlyList<ReceivedMail>> AllMailsAsync() => (await api.GetFromJsonAsync<List<ReceivedMail>>("/mails"))!;

    /// <summary>Returns once a mail for that address was received, answered or not.</summary>
    public async Task ArrivalAsync(string address) =>
        await api.GetFromJsonAsync<List<ReceivedMail>>($"/mails?wait&to={Uri.EscapeDataString(address)}");

    public async ValueTask DisposeAsync()
    {
        api.Dispose();
        if (peer is not null)
            await peer.DisposeAsync();
    }

    private async Task StartServerAsync(string[] arguments)
    {
        peer = await NodePeer.StartAsync("smtp-server.mjs", arguments);
        Port = peer.Greeting.GetProperty("smtp").GetInt32();
        api.BaseAddress = new Uri($"http://127.0.0.1:{peer.Greeting.GetProperty("api").GetInt32()}");
    }
}

/// <param name="Connection">The same for mails that came by one connection.</param>
public sealed record ReceivedMail(
    string Connection,
    string EnvelopeFrom,
    string? EnvelopeId,
    string From,
    string To,
    string Subject,
    DateTimeOffset Date,
    string MessageId,
    string? AutoSubmitted,
    string Text,
    string? Html);
