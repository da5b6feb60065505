namespace ElectorPortal.Web.Security.Throttling;

/// <summary>Tries in a row of one thing (the password of an address, an elector's identifier), none of them good; shared by all nodes. All instants are UTC.</summary>
internal sealed class SignInFailures
{
    public required byte[] AddressHash { get; init; }

    /// <summary>In whose browser, where it is one that he has used before; null for tries from anywhere.</summary>
    public required int? ElectorId { get; init; }

    public required int Count { get; set; }

    public required DateTime LastAt { get; set; }
}
