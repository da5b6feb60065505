using System.Net;
using System.Net.Sockets;

namespace ElectorPortal.Web.Tests.Support;

/// <summary>Ports of this machine for programs that cannot choose one by themselves.</summary>
internal static class FreePorts
{
    /// <summary>A port on which nobody listens at the moment.</summary>
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
