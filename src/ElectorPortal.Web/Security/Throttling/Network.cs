using System.Net;
using System.Net.Sockets;

namespace ElectorPortal.Web.Security.Throttling;

/// <summary>Whom a network address stands for, as far as it tells.</summary>
internal static class Network
{
    /// <summary>What one subscriber of IPv6 is given at least: he may choose the rest at each request.</summary>
    private const int SubscriberBytes = 8;

    /// <summary>An IPv4 address, or the /64 of an IPv6 one; null where the connection has no address.</summary>
    public static string? Of(IPAddress? address)
    {
        if (address is null)
            return null;

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (plain.AddressFamily != AddressFamily.InterNetworkV6)
            return plain.ToString();

        Span<byte> bytes = stackalloc byte[16];
        plain.TryWriteBytes(bytes, out _);
        bytes[SubscriberBytes..].Clear();
        return $"{new IPAddress(bytes)}/64";
    }
}
