namespace ElectorPortal.Domain.Elections;

public enum WindowState
{
    Before,
    Open,
    After,
}

/// <summary>The instants between which a function is open: UTC, opening included, closing excluded; a missing end is open.</summary>
public readonly record struct Window(DateTime? Opens, DateTime? Closes)
{
    public WindowState At(DateTime now) =>
        now < Opens ? WindowState.Before
        : now >= Closes ? WindowState.After
        : WindowState.Open;

    public bool IsOpen(DateTime now) => At(now) == WindowState.Open;
}
