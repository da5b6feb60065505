namespace ElectorPortal.Domain.Delivery;

/// <summary>When a message is tried again: the one place that says so.</summary>
public static class DeliverySchedule
{
    /// <summary>Longer than any provider's time-out, so that a living worker never loses its lease.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>A callback normally settles an ambiguous SMS within this time; after it, the same content is sent again.</summary>
    public static readonly TimeSpan ReconcileAfter = TimeSpan.FromMinutes(4);

    /// <summary>How long a provider may be out of reach, or refuse our settings, before a message that waits for it is given up.</summary>
    public static readonly TimeSpan LongestOutage = TimeSpan.FromHours(24);

    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromSeconds(10),
        TimeSpan.FromSeconds(30),
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(2),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(10),
        TimeSpan.FromMinutes(15),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1),
        TimeSpan.FromHours(2),
    ];

    /// <summary>The wait after the nth attempt failed, n from 1; null where there is no further try.</summary>
    public static TimeSpan? NextDelay(int attempt) =>
        attempt >= 1 && attempt <= Delays.Length ? Delays[attempt - 1] : null;
}
