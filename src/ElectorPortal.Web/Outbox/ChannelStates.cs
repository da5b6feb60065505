using ElectorPortal.Domain.Delivery;
using ElectorPortal.Web.Settings;

namespace ElectorPortal.Web.Outbox;

/// <summary>What the loops of this process share about one channel.</summary>
internal sealed class ChannelState(int? perSecond) : IDisposable
{
    public Circuit Circuit { get; } = new();

    public Pace Pace { get; } = new(perSecond);

    /// <summary>One loop claims at a time: two would want the same messages.</summary>
    public SemaphoreSlim Claiming { get; } = new(1, 1);

    public void Dispose() => Claiming.Dispose();
}

internal sealed class ChannelStates(OutboxOptions options) : IDisposable
{
    private readonly ChannelState mail = new(options.MailPerSecond);
    private readonly ChannelState sms = new(options.SmsPerSecond);

    public ChannelState this[Channel channel] => channel == Channel.Mail ? mail : sms;

    public void Dispose()
    {
        mail.Dispose();
        sms.Dispose();
    }
}
