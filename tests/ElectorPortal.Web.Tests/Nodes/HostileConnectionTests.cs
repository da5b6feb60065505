using System.Net;
using System.Net.Security;
using System.Text;
using ElectorPortal.Web.Tests.Crash.Support;
using ElectorPortal.Web.Tests.Nodes.Support;
using ElectorPortal.Web.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Web.Tests.Nodes;

/// <summary>What no browser sends, to a real proxy in front of the real server.</summary>
[Collection(Processes.Name)]
public sealed class HostileConnectionTests : IAsyncLifetime
{
    private const string Hidden = "GET /contrebande HTTP/1.1\r\nHost: portail.test\r\n\r\n";
    private static readonly TimeSpan HeaderPatience = TimeSpan.FromSeconds(10);

    private readonly RequestRecorder recorder = new();
    private PortalApp app = null!;
    private NginxProxy proxy = null!;

    public async ValueTask InitializeAsync()
    {
        app = await PortalApp.StartAsync(
            Database.Sqlite, services => services.AddSingleton<IStartupFilter>(recorder), ("Proxy:KnownProxies", "127.0.0.1"));
        proxy = await NginxProxy.StartAsync(app.Listen());
    }

    public async ValueTask DisposeAsync()
    {
        await proxy.DisposeAsync();
        await app.DisposeAsync();
    }

    [Fact]
    [Trait("ASVS", "4.2.1")]
    public async Task No_second_request_hides_in_the_body_of_a_first_one()
    {
        foreach (var (what, request) in Probes())
        {
            await SendAsync(request);
            var answer = await proxy.NewBrowser(HttpVersion.Version11).GetAsync("/aide");

            Assert.Equal((HttpStatusCode.OK, "Aide"), (answer.Status, answer.Heading));
            Assert.True(AtThePortal <= AtTheProxy, $"A request came to the portal that the proxy had not seen: {what}");
        }

        // Sent in the open, it does arrive: the recorder would have seen it.
        await SendAsync("GET /aide HTTP/1.1\r\nHost: portail.test\r\n\r\n" + Hidden);
        Assert.InRange(AtThePortal, 1, AtTheProxy);
    }

    [Fact]
    [Trait("ASVS", "15.2.2")]
    public async Task Two_hundred_connections_that_send_a_byte_now_and_then_keep_nobody_waiting_and_are_hung_up_on()
    {
        var slow = await Task.WhenAll(Enumerable.Range(0, 200).Select(number => StartSlowAsync(isBody: number % 2 == 0)));
        var begun = TimeProvider.System.GetTimestamp();
        var times = new List<double>();
        var visitor = proxy.NewBrowser();
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (TimeProvider.System.GetElapsedTime(begun) < HeaderPatience + TimeSpan.FromSeconds(2))
        {
            var asked = TimeProvider.System.GetTimestamp();
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/aide")).Status);
            times.Add(TimeProvider.System.GetElapsedTime(asked).TotalMilliseconds);
            await Task.WhenAll(slow.Select(connection => connection.WriteOneAsync()));
            await beat.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        Assert.InRange(times.Order().ElementAt(times.Count * 9 / 10), 0, 500);
        Assert.All(recorder.Paths, path => Assert.Equal("/aide", path));
        Assert.All(slow.Where(connection => !connection.IsBody), connection => Assert.True(connection.IsClosed));
        foreach (var connection in slow)
            await connection.DisposeAsync();
    }

    private int AtThePortal => recorder.Paths.Count(path => path == "/contrebande");

    private int AtTheProxy => proxy.AccessLog.Split("\"GET /contrebande\"").Length - 1;

    private static IEnumerable<(string What, string Request)> Probes()
    {
        const string head = "POST / HTTP/1.1\r\nHost: portail.test\r\nContent-Type: application/x-www-form-urlencoded\r\n";
        var inFirst = $"0\r\n\r\n{Hidden}";
        var chunk = $"{Hidden.Length:x}\r\n{Hidden}\r\n0\r\n\r\n";
        yield return ("a length, then chunks", $"{head}Content-Length: {inFirst.Length}\r\nTransfer-Encoding: chunked\r\n\r\n{inFirst}");
        yield return ("chunks, then a length", $"{head}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n{chunk}");
        foreach (var coding in new[]
        {
            "Transfer-Encoding: xchunked", "Transfer-Encoding : chunked", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", "Transfer-Encoding:\tchunked",
            "Transfer-Encoding: identity, chunked", "transfer-encoding: CHUNKED, identity", "X: X\nTransfer-Encoding: chunked", "Transfer-Encoding:\r\n chunked", "Transfer_Encoding: chunked",
        })
        {
            yield return ($"{coding}, read by length", $"{head}Content-Length: {inFirst.Length}\r\n{coding}\r\n\r\n{inFirst}");
            yield return ($"{coding}, read by chunks", $"{head}{coding}\r\nContent-Length: 4\r\n\r\n{chunk}");
        }

        yield return ("two lengths", $"{head}Content-Length: 0\r\nContent-Length: {Hidden.Length}\r\n\r\n{Hidden}");
        yield return ("a length with a sign", $"{head}Content-Length: +{Hidden.Length}\r\n\r\n{Hidden}");
        yield return ("a list of lengths", $"{head}Content-Length: 0, {Hidden.Length}\r\n\r\n{Hidden}");
        yield return ("a body of a GET", $"GET /aide HTTP/1.1\r\nHost: portail.test\r\nContent-Length: {Hidden.Length}\r\n\r\n{Hidden}");
        yield return ("a chunk whose end is cut", $"{head}Transfer-Encoding: chunked\r\n\r\n3\nabc\r\n0\n\n{Hidden}");
        yield return ("a chunk with an extension", $"{head}Transfer-Encoding: chunked\r\n\r\n{Hidden.Length:x};a=\"\n\"\r\n{Hidden}\r\n0\r\n\r\n");
        yield return ("a chunk too large for a number", $"{head}Transfer-Encoding: chunked\r\n\r\n100000000000000{Hidden.Length:x}\r\n{Hidden}\r\n0\r\n\r\n");
        yield return ("another protocol", $"GET /aide HTTP/1.1\r\nHost: portail.test\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\nContent-Length: {Hidden.Length}\r\n\r\n{Hidden}");
    }

    /// <summary>Sends it on a connection of its own, and waits for what comes back.</summary>
    private async Task SendAsync(string request)
    {
        await using var stream = await proxy.OpenAsync();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(300), TimeProvider.System);
        try
        {
            var buffer = new byte[4096];
            while (await stream.ReadAsync(buffer, soon.Token) > 0)
            {
                // Until the proxy hangs up, or falls silent.
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException)
        {
            // As good an end as another.
        }
    }

    private async Task<SlowConnection> StartSlowAsync(bool isBody)
    {
        var stream = await proxy.OpenAsync();
        var head = isBody
            ? "POST / HTTP/1.1\r\nHost: portail.test\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 10000\r\n\r\n"
            : "GET /aide HTTP/1.1\r\nHost: portail.test\r\nX-Slow: ";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        return new SlowConnection(stream, isBody);
    }

    private sealed class SlowConnection : IAsyncDisposable
    {
        private readonly SslStream stream;

        public SlowConnection(SslStream stream, bool isBody)
        {
            (this.stream, IsBody) = (stream, isBody);
            _ = WatchAsync();
        }

        public bool IsBody { get; }

        public bool IsClosed { get; private set; }

        public async Task WriteOneAsync()
        {
            if (IsClosed)
                return;

            try
            {
                await stream.WriteAsync("a"u8.ToArray());
            }
            catch (IOException)
            {
                IsClosed = true;
            }
        }

        public ValueTask DisposeAsync() => stream.DisposeAsync();

        private async Task WatchAsync()
        {
            try
            {
                _ = await stream.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false);
            }
            catch (Exception ended) when (ended is IOException or ObjectDisposedException)
            {
                // Hung up on.
            }

            IsClosed = true;
        }
    }
}
