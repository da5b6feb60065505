namespace ElectorPortal.Domain.Activation;

/// <summary>Why a link does not open the page that it was made for.</summary>
public enum LinkRefusal
{
    /// <summary>No such link: damaged, truncated, invented, or made for another page.</summary>
    Unknown,
    Used,
    Replaced,
    Expired,
}

/// <summary>How long links live, and how far apart their mails are.</summary>
public sealed record LinkTerms
{
    /// <summary>The mail may take 15 minutes, and people read it the next morning.</summary>
    public TimeSpan ActivationLifetime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Nobody waits for an invitation: it is read when somebody comes back from leave.</summary>
    public TimeSpan InvitationLifetime { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long before an invitation expires its reminder may leave.</summary>
    public TimeSpan ReminderBefore { get; init; } = TimeSpan.FromDays(2);

    public TimeSpan ResetLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>At most one mail per elector in that time (contract §1).</summary>
    public TimeSpan Spacing { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Mails to one elector in <see cref="Day"/>, whoever types his address: more is somebody's bad joke.</summary>
    public int MaxPerDay { get; init; } = 10;

    public static TimeSpan Day => TimeSpan.FromDays(1);

    public TimeSpan LifetimeOf(LinkPurpose purpose, LinkOrigin origin = LinkOrigin.Asked) =>
        origin != LinkOrigin.Asked ? InvitationLifetime
        : purpose == LinkPurpose.Activation ? ActivationLifetime
        : ResetLifetime;
}

public static class AccountLinkRules
{
    /// <summary>Null where the link may be used for that purpose at that instant; the expiry itself is too late.</summary>
    public static LinkRefusal? Check(AccountLink? link, LinkPurpose purpose, DateTime now) => link switch
    {
        null => LinkRefusal.Unknown,
        { Elector: { RemovedAt: not null } } => LinkRefusal.Unknown,
        _ when link.Purpose != purpose => LinkRefusal.Unknown,
        { UsedAt: not null } => LinkRefusal.Used,
        { ReplacedAt: not null } => LinkRefusal.Replaced,
        { Elector: { } elector } when elector.Email != link.Address => LinkRefusal.Replaced,
        _ when now >= link.ExpiresAt => LinkRefusal.Expired,
        _ => null,
    };

    /// <summary>Whether a further mail may leave now, given when the last one was written.</summary>
    public static bool MaySend(DateTime? lastSentAt, DateTime now, LinkTerms terms) =>
        lastSentAt is null || now - lastSentAt >= terms.Spacing;

    /// <summary>Whether a further mail may leave, after so many in the last <see cref="LinkTerms.Day"/>.</summary>
    public static bool MaySend(int sentInDay, LinkTerms terms) => sentInDay < terms.MaxPerDay;
}
