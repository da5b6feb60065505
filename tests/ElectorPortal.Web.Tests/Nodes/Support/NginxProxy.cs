using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ElectorPortal.Web.Tests.Crash.Support;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.Nodes.Support;

/// <summary>
/// A real nginx with the configuration that the portal ships, <c>deploy/nginx.conf</c>, on a free port with a certificate of its own. It stops
/// when this process ends, however it ends.
/// </summary>
internal sealed class NginxProxy : IAsyncDisposable
{
    private const string Name = "elections.example.fr";
    private const long LogTail = 32 * 1024;

    private static readonly string? Program = InstalledProgram.Find("nginx", "/usr/sbin");

    private readonly string folder = Directory.CreateTempSubdirectory("portal-nginx-").FullName;
    private readonly int port = FreePorts.Next();
    private Process? shell;

    /// <summary>Where a browser finds it that takes the portal's name for this machine.</summary>
    public Uri Address => new UriBuilder(PortalApp.PublicBaseUrl) { Port = port }.Uri;

    /// <summary>One line per request, as an operator's server keeps them.</summary>
    public string AccessLog => File.ReadAllText(Path.Combine(folder, "access.log"));

    /// <summary>The last few hundred lines: one looks often, and the file grows.</summary>
    public string EndOfAccessLog
    {
        get
        {
            using var file = new FileStream(Path.Combine(folder, "access.log"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            file.Seek(-Math.Min(file.Length, LogTail), SeekOrigin.End);
            using var reader = new StreamReader(file);
            return reader.ReadToEnd();
        }
    }

    /// <param name="portals">Two of them.</param>
    public static async Task<NginxProxy> StartAsync(params Uri[] portals)
    {
        if (Program is null && Environment.GetEnvironmentVariable("CI") != "true")
            Assert.Skip("nginx is not installed.");

        var proxy = new NginxProxy();
        proxy.WriteCertificate();
        await File.WriteAllTextAsync(Path.Combine(proxy.folder, "portal.conf"), proxy.Shipped(portals));
        await File.WriteAllTextAsync(Path.Combine(proxy.folder, "nginx.conf"),
            $$"""
            worker_processes 1;
            pid {{proxy.folder}}/pid;
            error_log {{proxy.folder}}/error.log;
            events { worker_connections 2048; }
            http {
                client_body_temp_path {{proxy.folder}}/body;
                proxy_temp_path {{proxy.folder}}/temp;
                fastcgi_temp_path {{proxy.folder}}/fastcgi;
                uwsgi_temp_path {{proxy.folder}}/uwsgi;
                scgi_temp_path {{proxy.folder}}/scgi;
                include {{proxy.folder}}/portal.conf;
            }
            """);
        await proxy.RunAsync();
        return proxy;
    }

    /// <summary>A browser with cookies of its own that follows no redirect.</summary>
    /// <param name="version">Of HTTP, as browsers speak it: 2.0 where nothing else is said.</param>
    public TestBrowser NewBrowser(Version? version = null)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectCallback = async (_, cancellation) => new NetworkStream(await ConnectAsync(cancellation), ownsSocket: true),
        };
        handler.SslOptions.RemoteCertificateValidationCallback = IsOwn;
        return new TestBrowser(new HttpClient(handler)
        {
            BaseAddress = new Uri(PortalApp.PublicBaseUrl),
            DefaultRequestVersion = version ?? HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Timeout = TimeSpan.FromMinutes(1),
        });
    }

    /// <summary>A bare connection under TLS, for what no client would send.</summary>
    public async Task<SslStream> OpenAsync()
    {
        var stream = new SslStream(new NetworkStream(await ConnectAsync(CancellationToken.None), ownsSocket: true), false, IsOwn);
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = new Uri(PortalApp.PublicBaseUrl).Host,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            ApplicationProtocols = [SslApplicationProtocol.Http11],
        });
        return stream;
    }

    public async ValueTask DisposeAsync()
    {
        if (shell is not null)
        {
            shell.StandardInput.Close();
            await shell.WaitForExitAsync();
            shell.Dispose();
        }

        Directory.Delete(folder, recursive: true);
    }

    private static bool IsOwn(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) => certificate?.Subject == $"CN={Name}";

    private async Task<Socket> ConnectAsync(CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
        return socket;
    }

    /// <summary>The shipped file with this machine's places in it; a place that it no longer names is an error.</summary>
    private string Shipped(Uri[] portals)
    {
        var text = Repository.ReadText("deploy/nginx.conf");
        Replace("server portal-1:8080", $"server {portals[0].Authority}");
        Replace("server portal-2:8080", $"server {portals[^1].Authority}");
        Replace("/var/cache/nginx/portal", $"{folder}/cache");
        Replace("/var/log/nginx/portal.log", $"{folder}/access.log");
        Replace("/var/log/nginx/portal-errors.log", $"{folder}/errors.log");
        Replace("/etc/ssl/portal/certificate.pem", $"{folder}/certificate.pem");
        Replace("/etc/ssl/portal/key.pem", $"{folder}/key.pem");
        Replace("listen 80;", $"listen 127.0.0.1:{FreePorts.Next()};");
        Replace("listen 443 ", $"listen 127.0.0.1:{port} ");
        Replace(Name, new Uri(PortalApp.PublicBaseUrl).Host);
        return text;

        void Replace(string shipped, string here)
        {
            Assert.Contains(shipped, text, StringComparison.Ordinal);
            text = text.Replace(shipped, here, StringComparison.Ordinal);
        }
    }

    private void WriteCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest($"CN={Name}", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        File.WriteAllText(Path.Combine(folder, "certificate.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    private async Task RunAsync()
    {
        // Its workers run as somebody else where the tests run as root.
        var script =
            $"""
            chmod 755 {folder}
            trap '' INT
            {Program ?? "nginx"} -p {folder} -c {folder}/nginx.conf -e {folder}/error.log -g 'daemon off;' &
            cat > /dev/null
            kill "$!"
            wait
            """;
        shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script]) { RedirectStandardInput = true })!;
        await Patience.UntilAsync("nginx listens", async () =>
        {
            try
            {
                using var socket = await ConnectAsync(CancellationToken.None);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        });
    }
}
