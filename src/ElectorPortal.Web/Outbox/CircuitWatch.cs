using ElectorPortal.Domain.Delivery;

namespace ElectorPortal.Web.Outbox;

/// <summary>Tells the circuit of a channel how each attempt ended, and the operator when it opens or closes.</summary>
internal sealed partial class CircuitWatch(ChannelStates channels, TimeProvider time, ILogger<CircuitWatch> logger)
{
    public bool IsOpen(Channel channel) => channels[channel].Circuit.IsOpen;

    public void Record(Channel channel, DeliveryOutcome outcome)
    {
        switch (channels[channel].Circuit.Record(outcome, time.GetUtcNow().UtcDateTime))
        {
            case CircuitChange.Opened:
                LogOpened(logger, channel, outcome);
                break;
            case CircuitChange.Closed:
                LogClosed(logger, channel);
                break;
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "{Channel}: sending is suspended, messages wait. Last answer: {Outcome}")]
    private static partial void LogOpened(ILogger logger, Channel channel, DeliveryOutcome outcome);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Channel}: sending goes on, the provider is back")]
    private static partial void LogClosed(ILogger logger, Channel channel);
}
