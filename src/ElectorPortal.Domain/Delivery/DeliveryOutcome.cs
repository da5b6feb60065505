namespace ElectorPortal.Domain.Delivery;

/// <summary>What a provider's answer, or its absence, means for a message.</summary>
public abstract record DeliveryOutcome
{
    private DeliveryOutcome()
    {
    }

    /// <summary>The provider took the message; it is never called again for it.</summary>
    /// <param name="Reference">The provider's own number for the message.</param>
    /// <param name="HasArrived">The provider already knows that it reached its recipient.</param>
    public sealed record Sent(string? Reference, bool HasArrived = false) : DeliveryOutcome;

    /// <summary>The provider does not take the message now, or hung up before its end: it certainly did not leave, and later may go better.</summary>
    /// <param name="After">What the provider asked to wait, where it said so.</param>
    public sealed record NotSent(string Reason, TimeSpan? After = null) : DeliveryOutcome;

    /// <summary>Nobody answered: the message certainly did not leave. It keeps its tries and its place in the line.</summary>
    public sealed record Unreachable(string Reason) : DeliveryOutcome;

    /// <summary>The provider refuses us, not the message: our credentials or settings are wrong. It keeps its tries and its place in the line.</summary>
    public sealed record SettingsWrong(string Reason) : DeliveryOutcome;

    /// <summary>The provider refuses this message for good.</summary>
    public sealed record Refused(string Reason) : DeliveryOutcome;

    /// <summary>It may have left or not: reconcile before anything else.</summary>
    public sealed record Ambiguous(string Reason) : DeliveryOutcome;

    /// <summary>An earlier attempt is in doubt and the provider could not say what became of it: nothing was sent this time.</summary>
    public sealed record StillInDoubt(string Reason) : DeliveryOutcome;

    /// <summary>Its turn did not come in time, so that nothing was tried. It keeps its tries and its place in the line.</summary>
    public sealed record NotBegun : DeliveryOutcome
    {
        public const string Reason = "not-begun";
    }

    /// <summary>It was not handed over: a newer message, or time, made it worthless.</summary>
    public sealed record Superseded : DeliveryOutcome;
}
