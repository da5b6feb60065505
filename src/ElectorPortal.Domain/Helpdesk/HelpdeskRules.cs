using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Electors;

namespace ElectorPortal.Domain.Helpdesk;

/// <summary>What an agent does for an elector.</summary>
public enum HelpdeskAct
{
    SendLink,
    LiftDelays,
    AddAddress,
    CorrectAddress,
    GiveBackRequest,
    Freeze,
    Unfreeze,
    NoteIdentity,
}

public enum HelpdeskRefusal
{
    NotFound,
    OutOfScope,
    Removed,
    LinkTooSoon,
    Busy,
    NothingToLift,
    AddressKnown,
    AddressTaken,
    TooManyAddressChanges,
    IdentifierOnItsWay,
    NothingToGiveBack,

    /// <summary>The SMS arrived: giving its request back is a supervisor's decision.</summary>
    SmsArrived,
    AlreadyFrozen,
    NotFrozen,
    MessageNotFailed,

    /// <summary>A request for correction is answered once.</summary>
    AlreadyAnswered,
}

/// <summary>What agents may do for an elector (ASVS 6.4.6: they never choose a password, never see a code).</summary>
public static class HelpdeskRules
{
    /// <summary>Further changes mean that somebody tries addresses: the HR service corrects them.</summary>
    public const int MaxAddressChanges = 2;

    /// <summary>An SMS that its operator took is expected that long.</summary>
    public static readonly TimeSpan SmsExpected = TimeSpan.FromMinutes(15);

    /// <summary>Whether a new identifier may still reach a telephone: its confirmation must not change address meanwhile.</summary>
    /// <param name="handedOverAt">When the operator took it, UTC; null where it has not.</param>
    public static bool IsOnItsWay(OutboxStatus status, DateTime? handedOverAt, DateTime now) => status switch
    {
        OutboxStatus.Pending or OutboxStatus.Sending or OutboxStatus.FailedTemporary or OutboxStatus.Unknown => true,
        OutboxStatus.Submitted => now - handedOverAt < SmsExpected,
        _ => false,
    };

    /// <param name="owner">Whose address it is already; null where nobody's.</param>
    public static HelpdeskRefusal? CheckAddress(Elector elector, EmailAddress address, int? owner, bool isIdentifierOnItsWay)
    {
        if (elector.RemovedAt is not null)
            return HelpdeskRefusal.Removed;
        if (address == elector.Email)
            return HelpdeskRefusal.AddressKnown;
        if (owner is not null && owner != elector.Id)
            return HelpdeskRefusal.AddressTaken;
        if (elector.AddressChanges >= MaxAddressChanges)
            return HelpdeskRefusal.TooManyAddressChanges;
        return isIdentifierOnItsWay ? HelpdeskRefusal.IdentifierOnItsWay : null;
    }

    /// <summary>Further requests than the three are a supervisor's decision (ASVS 2.3.5): an agent gives back only what is not expected to arrive any more.</summary>
    /// <param name="sms">Where the request's SMS is.</param>
    public static HelpdeskRefusal? CheckGiveBack(Elector elector, bool wasGivenBack, OutboxStatus sms, bool isIdentifierOnItsWay, AgentRole role)
    {
        if (elector.RemovedAt is not null)
            return HelpdeskRefusal.Removed;
        if (wasGivenBack || elector.Reassort.Used == 0)
            return HelpdeskRefusal.NothingToGiveBack;
        if (role != AgentRole.Agent)
            return null;
        return sms == OutboxStatus.Delivered ? HelpdeskRefusal.SmsArrived
            : isIdentifierOnItsWay ? HelpdeskRefusal.IdentifierOnItsWay
            : null;
    }

    public static HelpdeskRefusal? CheckFreeze(Elector elector) => elector switch
    {
        { RemovedAt: not null } => HelpdeskRefusal.Removed,
        { Reassort.FrozenAt: not null } => HelpdeskRefusal.AlreadyFrozen,
        _ => null,
    };

    public static HelpdeskRefusal? CheckUnfreeze(Elector elector) => elector switch
    {
        { RemovedAt: not null } => HelpdeskRefusal.Removed,
        { Reassort.FrozenAt: null } => HelpdeskRefusal.NotFrozen,
        _ => null,
    };
}
