using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ElectorPortal.Load.Tools;

/// <summary>A mail server at its barest: takes every mail, keeps none, remembers when each came. As quick as its clients.</summary>
internal sealed class MailSink : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<long> arrivals = new();
    private readonly Task accepting;

    public MailSink()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>In ticks of <see cref="Stopwatch"/>.</summary>
    public IReadOnlyCollection<long> Arrivals => arrivals;

    /// <summary>Returns once so many mails came.</summary>
    /// <param name="after">So many at the beginning do not count.</param>
    /// <returns>How many a second, from the first that counts to the last.</returns>
    public async Task<double> RateOfAsync(int count, int after = 0)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var begun = Stopwatch.GetTimestamp();
        while (arrivals.Count < count)
        {
            if (Stopwatch.GetElapsedTime(begun) > TimeSpan.FromMinutes(2))
                throw new TimeoutException($"{arrivals.Count} mails came, {count} were expected.");
            await beat.WaitForNextTickAsync();
        }

        var counted = arrivals.Order().Skip(after).ToList();
        return (counted.Count - 1) / Stopwatch.GetElapsedTime(counted[0], counted[^1]).TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptTcpClientAsync());
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // The measurement is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        client.NoDelay = true;
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        await SayAsync(stream, "220 sink");
        try
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                var command = line.Split(' ')[0].ToUpperInvariant();
                if (command == "DATA")
                    await TakeAsync(stream, reader);
                else
                    await SayAsync(stream, command switch { "EHLO" => "250-sink\r\n250-8BITMIME\r\n250 SMTPUTF8", "QUIT" => "221 bye", _ => "250 ok" });
            }
        }
        catch (IOException)
        {
            // The client hung up.
        }
    }

    private async Task TakeAsync(NetworkStream stream, StreamReader reader)
    {
        await SayAsync(stream, "354 go on");
        while (await reader.ReadLineAsync() is { } line && line != ".")
        {
            // Nothing is kept.
        }

        arrivals.Enqueue(Stopwatch.GetTimestamp());
        await SayAsync(stream, "250 taken");
    }

    private static async Task SayAsync(NetworkStream stream, string line) => await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"));
}
