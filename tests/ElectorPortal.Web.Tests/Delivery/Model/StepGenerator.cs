using CsCheck;
using ElectorPortal.Domain.Delivery;

namespace ElectorPortal.Web.Tests.Delivery.Model;

/// <summary>Draws sequences of steps: mostly ordinary, with more misfortune than any portal meets.</summary>
internal static class StepGenerator
{
    public const int Electors = 2;

    private const int Longest = 40;

    private static readonly Gen<int> Who = Gen.Int[0, Electors - 1];

    private static readonly Gen<int> Recent = Gen.Frequency((4, Gen.Const(0)), (2, Gen.Const(1)), (1, Gen.Int[2, 5]));

    private static readonly Gen<Channel> Channels = Gen.Frequency((3, Gen.Const(Channel.Sms)), (2, Gen.Const(Channel.Mail)));

    private static readonly Gen<Death> Deaths =
        Gen.Frequency((8, Gen.Const(Death.None)), (1, Gen.Const(Death.BeforeTheCommit)), (1, Gen.Const(Death.AfterTheCommit)));

    private static readonly Gen<Step> Asks = Gen.Select(
        Who,
        Gen.Frequency((8, Gen.Const(Claim.Right)), (1, Gen.Const(Claim.WrongCode)), (2, Gen.Const(Claim.WrongIdentity))),
        Gen.Frequency(
            (6, Gen.Const(Posts.Once)),
            (1, Gen.Const(Posts.TwiceTheSameForm)),
            (1, Gen.Const(Posts.TwoFormsAtOnce)),
            (1, Gen.Const(Posts.TheLastFormAgain))),
        Deaths,
        (who, claim, posts, death) => (Step)new AskIdentifier(who, claim, posts, death));

    private static readonly Gen<Step> Passes = Gen.Select(
        Channels, Gen.Int[0, 1], Deaths, Gen.Int[1, 3],
        (channel, worker, death, save) => (Step)new Pass(channel, worker, death, save));

    private static readonly Gen<Step> Reports = Gen.Select(
        Recent,
        Gen.OneOf<(string, string?)>(
            ("sent", null), ("queued", null), ("delivered", null), ("delivered", null),
            ("undelivered", "30005"), ("failed", "30003"), ("failed", null), ("teleported", null)),
        Gen.Int[1, 2],
        (which, word, times) => (Step)new CallBack(which, word.Item1, word.Item2, times));

    private static readonly Gen<Step> Waits = Gen.Frequency(
        (3, Gen.Int[1, 90].Select(seconds => TimeSpan.FromSeconds(seconds))),
        (4, Gen.Int[2, 20].Select(minutes => TimeSpan.FromMinutes(minutes))),
        (3, Gen.OneOf(TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1))),
        (1, Gen.Int[1, 72].Select(hours => TimeSpan.FromHours(hours)))).Select(time => (Step)new Wait(time));

    private static readonly Gen<Step> Steps = Gen.Frequency(
        (8, Asks),
        (4, Gen.Select(Who, Deaths, (who, death) => (Step)new AskLink(who, death))),
        (3, Gen.Select(Recent, Gen.Bool, (which, twice) => (Step)new UseLink(which, twice))),
        (1, Recent.Select(which => (Step)new OpenLink(which))),
        (14, Passes),
        (1, Channels.Select(channel => (Step)new PassTogether(channel))),
        (2, Gen.Const((Step)new GoOn())),
        (7, Gen.Select(Channels, Gen.Enum<Mood>(), (channel, mood) => (Step)new ProviderBecomes(channel, mood))),
        (3, Channels.Select(channel => (Step)new ProviderBecomes(channel, Mood.Takes))),
        (2, Gen.Enum<ListMood>().Select(mood => (Step)new ListBecomes(mood))),
        (5, Reports),
        (1, Gen.OneOf<Step>(new CallBackOfUnknown(), new LookForLate(), new ClockGoesBack(), new Restart())),
        (1, Gen.Select(Recent, Gen.Bool, (which, failed) => (Step)new ReportMail(which, failed))),
        (12, Waits));

    public static Gen<Step[]> Sequences { get; } = Steps.Array[5, Longest];
}
