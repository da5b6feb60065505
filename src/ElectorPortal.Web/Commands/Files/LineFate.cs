namespace ElectorPortal.Web.Commands.Files;

/// <summary>What became of a line of a file.</summary>
internal enum LineFate
{
    New,
    Changed,
    Unchanged,
    Rejected,
}
