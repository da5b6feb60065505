namespace ElectorPortal.Domain;

/// <summary>
/// A row whose every change is one conditional UPDATE: the version read is the version replaced, or nothing is written.
/// </summary>
public interface IVersioned
{
    int Version { get; set; }
}
