namespace ElectorPortal.Domain.Delivery;

public enum Channel
{
    Mail,
    Sms,
}

/// <summary>What a message is about; the same words as in the journal.</summary>
public enum MessageTopic
{
    Activation,
    Reset,
    PasswordNotice,
    ReassortConfirmation,
    ReassortIdentifier,

    /// <summary>What the helpdesk did to the elector's access.</summary>
    HelpdeskNotice,
}

public enum OutboxStatus
{
    Pending,
    Sending,
    Submitted,
    Delivered,
    Unknown,
    FailedTemporary,
    FailedPermanent,
    Superseded,
    Expired,
}

/// <summary>A message that the portal has promised to send. All instants are UTC.</summary>
public sealed class OutboxMessage : IVersioned
{
    public const int ReasonMaxLength = 200;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Channel Channel { get; init; }

    public required MessageTopic Topic { get; init; }

    public required int ElectorId { get; init; }

    /// <summary>The réassort request that it belongs to, where there is one.</summary>
    public Guid? RequestId { get; init; }

    /// <summary>Unique: the same event never writes two messages.</summary>
    public required string DedupKey { get; init; }

    /// <summary>Encrypted content, recipient included; null once the provider has answered for good.</summary>
    public byte[]? Payload { get; set; }

    /// <summary>Masked address or number, for people.</summary>
    public required string MaskedRecipient { get; init; }

    public OutboxStatus Status { get; private set; } = OutboxStatus.Pending;

    public int Attempt { get; private set; }

    /// <summary>When a worker may take it; null where nothing is left to do.</summary>
    public required DateTime? NextAttemptAt { get; set; }

    public string? LeaseOwner { get; private set; }

    public DateTime? LeaseUntil { get; private set; }

    public string? ProviderReference { get; private set; }

    /// <summary>A provider's code or the class of the failure; never its free text, which may quote the recipient.</summary>
    public string? LastError { get; private set; }

    public required DateTime CreatedAt { get; init; }

    public DateTime? FinalAt { get; private set; }

    public int Version { get; set; }

    /// <summary>What was read of it, and what was added since; <see cref="Delay"/> needs all of them.</summary>
    public List<OutboxEvent> Events { get; } = [];

    public bool IsFinal => IsFinalStatus(Status);

    /// <summary>Nothing leads out of it.</summary>
    public static bool IsFinalStatus(OutboxStatus status) => status is OutboxStatus.Delivered or OutboxStatus.FailedPermanent
        or OutboxStatus.Superseded or OutboxStatus.Expired;

    /// <summary>Takes the message for one attempt, before the network is touched.</summary>
    public void Claim(string owner, DateTime now, TimeSpan lease)
    {
        LeaseOwner = owner;
        LeaseUntil = now + lease;
        Attempt++;
        NextAttemptAt = null;
        Move(OutboxStatus.Sending, now, null);
    }

    /// <summary>The worker that held it said nothing in time: it may have left or not.</summary>
    public void LoseLease(DateTime now) => Doubt("lease", now);

    /// <summary>Records what became of the attempt.</summary>
    /// <param name="wasInDoubt">An earlier attempt may have succeeded: that this one did not leave says nothing of that one.</param>
    public void Settle(DeliveryOutcome outcome, DateTime now, bool wasInDoubt = false)
    {
        var waiting = wasInDoubt ? OutboxStatus.Unknown : OutboxStatus.FailedTemporary;
        switch (outcome)
        {
            case DeliveryOutcome.Sent sent:
                ProviderReference = sent.Reference ?? ProviderReference;
                Hand(sent.HasArrived, now);
                break;
            case DeliveryOutcome.Unreachable unreachable:
                StayInLine(waiting, now, unreachable.Reason);
                break;
            case DeliveryOutcome.SettingsWrong wrong:
                StayInLine(waiting, now, wrong.Reason);
                break;
            case DeliveryOutcome.NotSent notSent when DeliverySchedule.NextDelay(Attempt) is { } delay:
                var wait = notSent.After > delay ? notSent.After.Value : delay;
                Release(waiting, now, notSent.Reason, now + wait);
                break;
            case DeliveryOutcome.NotSent notSent:
                End(OutboxStatus.Expired, now, notSent.Reason);
                break;
            case DeliveryOutcome.Refused refused:
                End(OutboxStatus.FailedPermanent, now, refused.Reason);
                break;
            case DeliveryOutcome.Ambiguous ambiguous:
                Doubt(ambiguous.Reason, now);
                break;
            case DeliveryOutcome.StillInDoubt still:
                Attempt--;
                Wait(OutboxStatus.Unknown, now, still.Reason, now + DeliverySchedule.ReconcileAfter);
                break;
            case DeliveryOutcome.NotBegun:
                StayInLine(waiting, now, DeliveryOutcome.NotBegun.Reason);
                break;
            case DeliveryOutcome.Superseded:
                End(OutboxStatus.Superseded, now, null);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(outcome));
        }
    }

    /// <summary>What the provider reports afterwards. States only move forward: a late or repeated report changes nothing.</summary>
    /// <returns>Whether the report moved the message.</returns>
    public bool Report(OutboxStatus status, DateTime now, string? reason, string? reference)
    {
        if (IsFinal || status == Status || status is OutboxStatus.Pending or OutboxStatus.Sending)
            return false;

        ProviderReference ??= reference;
        Payload = null;
        if (status == OutboxStatus.Submitted)
            Release(status, now, reason, null);
        else
            End(status, now, reason);
        return true;
    }

    /// <summary>
    /// What holds it has not delivered it yet. That it left at all is news where that was in doubt; beyond that, each reason is noted once.
    /// </summary>
    /// <returns>Whether the report says anything new.</returns>
    public bool Delay(string reason, DateTime now)
    {
        if (IsFinal || Events.Exists(step => step.To == OutboxStatus.Submitted && step.Reason == reason))
            return false;

        Payload = null;
        Release(OutboxStatus.Submitted, now, reason, null);
        return true;
    }

    private void Doubt(string reason, DateTime now)
    {
        if (DeliverySchedule.NextDelay(Attempt) is null)
            End(OutboxStatus.Expired, now, reason);
        else
            Release(OutboxStatus.Unknown, now, reason, now + DeliverySchedule.ReconcileAfter);
    }

    /// <summary>It was not the message's fault: due again at once, before all younger ones. The circuit of its channel sets the pace.</summary>
    private void StayInLine(OutboxStatus waiting, DateTime now, string reason)
    {
        Attempt--;
        Wait(waiting, now, reason, CreatedAt);
    }

    private void Wait(OutboxStatus waiting, DateTime now, string reason, DateTime until)
    {
        if (now - CreatedAt < DeliverySchedule.LongestOutage)
            Release(waiting, now, reason, until);
        else
            End(OutboxStatus.Expired, now, reason);
    }

    /// <summary>The provider has it: what it says is no longer needed here.</summary>
    private void Hand(bool hasArrived, DateTime now)
    {
        Payload = null;
        if (hasArrived)
            End(OutboxStatus.Delivered, now, null);
        else
            Release(OutboxStatus.Submitted, now, null, null);
    }

    private void End(OutboxStatus status, DateTime now, string? reason)
    {
        Payload = null;
        FinalAt = now;
        Release(status, now, reason, null);
    }

    private void Release(OutboxStatus status, DateTime now, string? reason, DateTime? nextAttemptAt)
    {
        LeaseOwner = null;
        LeaseUntil = null;
        NextAttemptAt = nextAttemptAt;
        Move(status, now, reason);
    }

    private void Move(OutboxStatus status, DateTime now, string? reason)
    {
        Events.Add(new OutboxEvent
        {
            OutboxMessageId = Id,
            At = now,
            From = Status,
            To = status,
            Reason = reason,
            ProviderReference = ProviderReference,
        });
        Status = status;
        LastError = reason ?? LastError;
    }
}
