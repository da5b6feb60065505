namespace ElectorPortal.Domain.Delivery;

/// <summary>What a provider's answer, or its absence, means for a message.</summary>
public abstract record DeliveryOutcome
{
    private DeliveryOutcome()
    {
    }

    /// <summary>The provider took the message; it is never called again for it.</summary>
    /// <param name="Reference">The provider's own number for the message.</param>
    public sealed record Sent(string? Reference) : DeliveryOutcome;

    /// <summary>The message certainly did not leave; later may go better.</summary>
    /// <param name="After">What the provider asked to wait, where it said so.</param>
    public sealed record NotSent(string Reason, TimeSpan? After = null) : DeliveryOutcome;

    /// <summary>The provider refuses us, not the message: our credentials or settings are wrong. The row keeps all its tries.</summary>
    public sealed record SettingsWrong(string Reason) : DeliveryOutcome;

    /// <summary>The provider refuses this message for good.</summary>
    public sealed record Refused(string Reason) : DeliveryOutcome;

    /// <summary>It may have left or not: reconcile before anything else.</summary>
    public sealed record Ambiguous(string Reason) : DeliveryOutcome;
}
