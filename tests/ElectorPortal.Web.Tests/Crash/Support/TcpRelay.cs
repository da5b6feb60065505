using System.Net;
using System.Net.Sockets;

namespace ElectorPortal.Web.Tests.Crash.Support;

/// <summary>
/// A port in front of another server: it passes everything on, refuses connections while it is down, and cuts one where it is told to.
/// </summary>
internal sealed class TcpRelay : IAsyncDisposable
{
    private readonly int target;
    private readonly Lock gate = new();
    private readonly List<Socket> open = [];
    private Socket listener;

    public TcpRelay(int target)
    {
        this.target = target;
        listener = Bind(0);
        Port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        Up();
    }

    public int Port { get; }

    /// <summary>Asked for each piece that the client sends.</summary>
    public Func<RelayedPiece, Cut>? Watch { get; set; }

    public void Up()
    {
        listener.Listen();
        _ = AcceptAsync(listener);
    }

    /// <summary>The port stays ours: a socket that is bound and does not listen refuses connections.</summary>
    public void Down()
    {
        lock (gate)
        {
            listener.Dispose();
            foreach (var socket in open)
                socket.Dispose();
            open.Clear();
            listener = Bind(Port);
        }
    }

    public ValueTask DisposeAsync()
    {
        Down();
        listener.Dispose();
        return ValueTask.CompletedTask;
    }

    private static Socket Bind(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        return socket;
    }

    private async Task AcceptAsync(Socket accepting)
    {
        try
        {
            while (true)
            {
                var client = await accepting.AcceptAsync();
                var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                await server.ConnectAsync(IPAddress.Loopback, target);
                lock (gate)
                    open.AddRange([client, server]);
                _ = PassAsync(client, server, Watch is null ? null : new RelayedPiece());
                _ = PassAsync(server, client, null);
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // Down.
        }
    }

    private async Task PassAsync(Socket from, Socket to, RelayedPiece? piece)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var length)
            {
                var cut = piece is null ? Cut.No : Watch!(piece.Read(buffer.AsSpan(0, length)));
                if (cut == Cut.Before)
                    break;
                await to.SendAsync(buffer.AsMemory(0, length));
                if (cut == Cut.After)
                    break;
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // One of the two went away.
        }

        // What was passed on last still arrives; nothing comes back.
        from.Close();
        to.Close();
    }
}

internal enum Cut
{
    No,

    /// <summary>The piece never reaches the server.</summary>
    Before,

    /// <summary>The piece reaches the server, its answer never comes back.</summary>
    After,
}

/// <summary>What a client sends on one connection.</summary>
internal sealed class RelayedPiece
{
    /// <summary>The piece at hand, as Latin letters.</summary>
    public string Text { get; private set; } = "";

    /// <summary>All since the last commit, the piece at hand included.</summary>
    public string Transaction { get; private set; } = "";

    public bool IsCommit => Text.Contains("COMMIT", StringComparison.Ordinal);

    public RelayedPiece Read(ReadOnlySpan<byte> bytes)
    {
        Transaction = IsCommit ? "" : Transaction;
        Text = System.Text.Encoding.Latin1.GetString(bytes);
        Transaction += Text;
        return this;
    }
}
