namespace ElectorPortal.Web.Security;

/// <summary>Who may enter; each controller names one, or says that it is public.</summary>
internal static class Policies
{
    /// <summary>A signed-in elector.</summary>
    public const string Elector = "Elector";

    /// <summary>An agent of the helpdesk, of whatever role, signed in with both factors.</summary>
    public const string Helpdesk = "Helpdesk";

    /// <summary>An agent who manages agents.</summary>
    public const string Administrator = "Administrator";
}
