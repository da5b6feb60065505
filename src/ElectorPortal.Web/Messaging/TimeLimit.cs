namespace ElectorPortal.Web.Messaging;

/// <summary>The longest that a provider may keep us waiting, on the portal's own clock; it ends earlier when the portal stops.</summary>
internal sealed class TimeLimit : IDisposable
{
    private readonly CancellationTokenSource deadline;
    private readonly CancellationTokenSource either;

    public TimeLimit(TimeSpan limit, TimeProvider time, CancellationToken cancellation)
    {
        deadline = new CancellationTokenSource(limit, time);
        either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
    }

    public CancellationToken Token => either.Token;

    public void Dispose()
    {
        either.Dispose();
        deadline.Dispose();
    }
}
