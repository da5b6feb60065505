namespace ElectorPortal.Web.Commands;

internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>Failed; nothing was applied.</summary>
    public const int Failed = 1;

    /// <summary>Wrong usage or settings.</summary>
    public const int WrongUsage = 2;

    /// <summary>Done, but some lines were rejected, or some messages not understood.</summary>
    public const int DoneWithRejects = 3;
}
