namespace ElectorPortal.Web.Security.Throttling;

/// <summary>Wrong passwords in a row for one typed address, known or not; shared by all nodes. All instants are UTC.</summary>
internal sealed class SignInFailures
{
    public required byte[] AddressHash { get; init; }

    public required int Count { get; set; }

    public required DateTime LastAt { get; set; }
}
