namespace ElectorPortal.Web.Security;

/// <summary>Who may enter; each controller names one, or says that it is public.</summary>
internal static class Policies
{
    /// <summary>A signed-in elector.</summary>
    public const string Elector = "Elector";
}
