using ElectorPortal.Domain.Delivery;

namespace ElectorPortal.Web.Outbox;

/// <summary>How the loops of one process share out the messages of a channel.</summary>
/// <param name="Loops">The channels do not wait for each other, nor the loops: what hangs in one holds no other back.</param>
/// <param name="Claimed">How many a loop claims by one save.</param>
/// <param name="AtOnce">
/// How many of those it hands over side by side. Mail servers take few connections from one client, and answer within milliseconds: the
/// others wait their turn. An operator of SMS takes many, and its time: none waits.
/// </param>
internal sealed record ChannelWork(int Loops, int Claimed, int AtOnce)
{
    /// <summary>
    /// A message whose turn has not come by then is put back, since its hand-over must end within the lease. That takes 70 seconds at
    /// most, see <see cref="Messaging.Mail.SmtpMailSender"/>.
    /// </summary>
    public static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(20);

    /// <summary>
    /// What comes back within that time after the first is written down with it: longer than a mail server next door takes for its share of
    /// <see cref="AtOnce"/>, and soon enough for whoever looks. Of real time, as the worker's tick is: nothing is dated by it.
    /// </summary>
    public static readonly TimeSpan Together = TimeSpan.FromMilliseconds(20);

    private static readonly ChannelWork Mail = new(Loops: 2, Claimed: 128, AtOnce: 8);
    private static readonly ChannelWork Sms = new(Loops: 4, Claimed: 8, AtOnce: 8);

    public static ChannelWork Of(Channel channel) => channel == Channel.Mail ? Mail : Sms;
}
