using ElectorPortal.Browser.Tests.Support;

namespace ElectorPortal.Browser.Tests.Pages;

/// <summary>Who looks at a page, in the window that he keeps for all pages.</summary>
public enum Onlooker
{
    Anybody,

    /// <summary>Signed in, nothing asked yet.</summary>
    Elector,

    /// <summary>Signed in, on the rolls of seven contests.</summary>
    EnrolledElector,

    /// <summary>Signed in, with requests of every fate, and none left.</summary>
    SpentElector,

    /// <summary>Signed in where every window is closed.</summary>
    EarlyElector,

    /// <summary>Of the helpdesk of an académie, on a busy day.</summary>
    Agent,

    /// <summary>Of the helpdesk of an académie where nothing happened yet.</summary>
    IdleAgent,

    /// <summary>Of the helpdesk, sees all académies and manages agents.</summary>
    Administrator,
}

/// <summary>A page in one of the states in which people see it.</summary>
/// <param name="Reach">Goes there, from a window in which that person was last seen anywhere.</param>
/// <param name="IsRefusal">Whether it is a form that was refused.</param>
/// <param name="IsModal">Whether a dialog keeps everything else out of reach.</param>
public sealed record PageState(string Name, Onlooker Onlooker, Func<Visitor, PortalSite, Task> Reach, bool IsRefusal = false, bool IsModal = false)
{
    public override string ToString() => Name;
}
