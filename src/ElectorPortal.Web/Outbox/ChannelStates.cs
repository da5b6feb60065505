using ElectorPortal.Domain.Delivery;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Settings;

namespace ElectorPortal.Web.Outbox;

/// <summary>What this process remembers of one channel, for all its loops and requests.</summary>
internal sealed class ChannelState(int? perSecond) : IDisposable
{
    public Circuit Circuit { get; } = new();

    public Pace Pace { get; } = new(perSecond);

    /// <summary>For messages that are not yet written.</summary>
    public CountedRoom Room { get; } = new();

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
