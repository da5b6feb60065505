namespace ElectorPortal.Domain.Delivery;

/// <summary>Keeps a channel of one process below the rate that its provider takes.</summary>
/// <param name="perSecond">Messages a second; null where nothing limits them.</param>
public sealed class Pace(int? perSecond)
{
    private readonly Lock gate = new();
    private double left = perSecond ?? 0;
    private DateTime? countedAt;

    /// <summary>Takes leave for so many messages at most; what is not used within a second is lost.</summary>
    public int Take(int wanted, DateTime now)
    {
        if (perSecond is not { } rate)
            return wanted;

        lock (gate)
        {
            // A clock set back earns nothing.
            var elapsed = Math.Max(0, (now - (countedAt ?? now)).TotalSeconds);
            left = Math.Min(rate, left + (elapsed * rate));
            countedAt = now;
            var taken = Math.Min(wanted, (int)left);
            left -= taken;
            return taken;
        }
    }

    /// <summary>Gives back the leave that found no message.</summary>
    public void Return(int unused)
    {
        lock (gate)
            left += unused;
    }
}
