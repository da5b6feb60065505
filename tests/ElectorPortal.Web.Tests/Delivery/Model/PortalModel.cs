using ElectorPortal.Domain.Activation;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.Delivery.Model;

/// <summary>What must be true of the portal, worked out from what was done to it alone; the rules are written here a second time.</summary>
internal sealed class PortalModel
{
    public const int MaxRequests = 3;
    public const int MaxFailures = 5;

    public static readonly TimeSpan CoolDown = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan Closure = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan LinkSpacing = TimeSpan.FromMinutes(5);

    public List<ModelElector> Electors { get; } = [];

    /// <summary>Oldest first.</summary>
    public List<ModelLink> Links { get; } = [];

    /// <summary>Every message that was ever seen in the outbox.</summary>
    public Dictionary<Guid, ModelMessage> Messages { get; } = [];

    /// <summary>How many messages the outbox must hold.</summary>
    public int Written { get; set; }

    /// <summary>Time that passed, whatever the clock showed.</summary>
    public TimeSpan Elapsed { get; set; }
}

internal sealed class ModelElector(TestElector person, int index)
{
    public TestElector Person => person;

    public int Id => person.Id;

    public string Phone => $"+3360102030{index}";

    public List<ModelRequest> Accepted { get; } = [];

    public int Used => Accepted.Count(request => !request.GivenBack);

    public DateTime? LastAcceptedAt { get; set; }

    public int Failures { get; set; }

    public DateTime? ClosedUntil { get; set; }

    public Guid LastForm { get; set; } = Guid.NewGuid();

    /// <summary>In clear; null for who never had one.</summary>
    public string? Identifier { get; set; }

    public DateTime? LinkSentAt { get; set; }

    public int Passwords { get; set; }

    /// <summary>Null where the request must be accepted.</summary>
    public ReassortRefusal? Judge(Claim claim, DateTime now)
    {
        if (Used >= PortalModel.MaxRequests)
            return ReassortRefusal.NoRequestLeft;
        if (now < ClosedUntil)
            return ReassortRefusal.FormClosed;
        if (now < LastAcceptedAt + PortalModel.CoolDown)
            return ReassortRefusal.TooSoon;

        return claim switch
        {
            Claim.WrongCode => ReassortRefusal.WrongSecurityCode,
            Claim.WrongIdentity => ReassortRefusal.WrongIdentity,
            _ => null,
        };
    }

    public void Accept(Guid form, DateTime now)
    {
        Accepted.Add(new ModelRequest(form));
        LastAcceptedAt = now;
        Failures = 0;
    }

    public void Refuse(ReassortRefusal refusal, DateTime now)
    {
        if (refusal != ReassortRefusal.WrongIdentity || ++Failures < PortalModel.MaxFailures)
            return;

        Failures = 0;
        ClosedUntil = now + PortalModel.Closure;
    }

    public bool MayHaveLink(DateTime now) => LinkSentAt is null || now - LinkSentAt >= PortalModel.LinkSpacing;
}

internal sealed class ModelRequest(Guid form)
{
    public Guid Form => form;

    /// <summary>Drawn by the portal, known once the request was read back.</summary>
    public Guid Id { get; set; }

    public string? Identifier { get; set; }

    public bool GivenBack { get; set; }
}

internal sealed class ModelLink(Guid id, ModelElector elector, LinkPurpose purpose, string token, DateTime expiresAt)
{
    public Guid Id => id;

    public ModelElector Elector => elector;

    public LinkPurpose Purpose => purpose;

    public string Token => token;

    public bool Used { get; set; }

    public bool Replaced { get; set; }

    /// <summary>Null where it must open the page.</summary>
    public LinkRefusal? Judge(DateTime now) =>
        Used ? LinkRefusal.Used
        : Replaced ? LinkRefusal.Replaced
        : now >= expiresAt ? LinkRefusal.Expired
        : null;
}

/// <param name="Content">Recipient and text, as promised when it was written.</param>
internal sealed record ModelMessage(Guid Id, Channel Channel, MessageTopic Topic, ModelElector Elector, Guid? RequestId, string Content)
{
    public required DateTime WrittenAt { get; init; }

    /// <summary>As last seen.</summary>
    public OutboxStatus Status { get; set; } = OutboxStatus.Pending;

    /// <summary>As last seen, oldest first.</summary>
    public IReadOnlyList<OutboxStatus> History { get; set; } = [OutboxStatus.Pending];

    /// <summary>The provider has answered for good: it must not be called again.</summary>
    public bool IsSettled => IsSettledStatus(Status);

    public static bool IsSettledStatus(OutboxStatus status) => status == OutboxStatus.Submitted || OutboxMessage.IsFinalStatus(status);
}
