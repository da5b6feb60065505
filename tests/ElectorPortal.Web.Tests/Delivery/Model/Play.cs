using ElectorPortal.Domain.Delivery;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.Delivery.Model;

/// <summary>Plays one sequence of steps on a portal and its model, and checks every promise after each of them.</summary>
internal sealed class Play : IAsyncDisposable
{
    /// <summary>Far more than any chain of retries needs once nothing fails any more.</summary>
    private const int LongestEnd = 300;

    private readonly PortalModel model = new();
    private readonly CallRules calls;
    private readonly Promises promises;
    private readonly Stage stage;
    private readonly Electorate electorate;
    private readonly WorkerPasses workers;
    private Snapshot seen = null!;

    private Play(Stage stage)
    {
        this.stage = stage;
        calls = new CallRules(model, () => App.Now);
        promises = new Promises(model);
        Sms = new Provider(Channel.Sms, calls.Judge, () => model.Elapsed);
        Mail = new Provider(Channel.Mail, calls.Judge, () => model.Elapsed);
        electorate = new Electorate(this, model);
        workers = new WorkerPasses(this);
    }

    public PortalApp App => stage.App;

    public Provider Sms { get; }

    public Provider Mail { get; }

    public static async Task RunAsync(Stage stage, IReadOnlyList<Step> steps)
    {
        await using var play = new Play(stage);
        await play.StartAsync();
        for (var i = 0; i < steps.Count; i++)
        {
            try
            {
                await play.TakeAsync(steps[i]);
                if (ConcernsThePortal(steps[i]))
                    await play.CheckAsync();
            }
            catch (BrokenPromiseException broken)
            {
                throw new BrokenPromiseException($"After step {i + 1}, {steps[i]}: {broken.Message}");
            }
        }

        await play.ComeToRestAsync();
    }

    public Provider ProviderOf(Channel channel) => channel == Channel.Sms ? Sms : Mail;

    public async ValueTask DisposeAsync() => await workers.KillAsync();

    /// <summary>Of the other steps nothing of the portal takes notice before the next one.</summary>
    private static bool ConcernsThePortal(Step step) => step is not (ProviderBecomes or ListBecomes or Wait or ClockGoesBack);

    private async Task StartAsync()
    {
        await stage.ClearAsync(Sms, Mail);
        await electorate.EnrolAsync();
        workers.Renew();
        await CheckAsync();
    }

    private async Task TakeAsync(Step step)
    {
        switch (step)
        {
            case AskIdentifier ask:
                await electorate.AskAsync(ask);
                break;
            case AskLink ask:
                await electorate.AskLinkAsync(ask);
                break;
            case UseLink use:
                await electorate.UseLinkAsync(use);
                break;
            case OpenLink open:
                await electorate.OpenLinkAsync(open, seen);
                break;
            case Pass pass:
                await workers.PassAsync(pass);
                break;
            case PassTogether pass:
                await workers.PassTogetherAsync(pass.Channel);
                break;
            case GoOn:
                await workers.GoOnAsync();
                break;
            case CallBack or CallBackOfUnknown or ReportMail:
                await Receipts.TakeAsync(this, model, step);
                break;
            case LookForLate:
                await Receipts.LookForLateAsync(App, seen);
                break;
            default:
                await TurnAsync(step);
                break;
        }
    }

    /// <summary>What happens around the portal.</summary>
    private async Task TurnAsync(Step step)
    {
        switch (step)
        {
            case ProviderBecomes becomes:
                ProviderOf(becomes.Channel).Mood = becomes.Mood;
                break;
            case ListBecomes becomes:
                stage.List = becomes.Mood;
                break;
            case Wait wait:
                Elapse(wait.Time);
                break;
            case ClockGoesBack:
                App.Time.AdjustTime(App.Time.GetUtcNow() - TimeSpan.FromHours(1));
                workers.SetClockBack();
                break;
            case Restart:
                await workers.KillAsync();
                await App.RestartAsync();
                workers.Renew();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(step));
        }
    }

    private async Task CheckAsync()
    {
        Promises.Require(calls.Broken.Count == 0, string.Join("; ", calls.Broken));
        seen = await promises.CheckAsync(App, [Sms, Mail], workers.LookedAt);
    }

    /// <summary>Nothing fails any more, and time passes until nothing is left to do.</summary>
    private async Task ComeToRestAsync()
    {
        (Sms.Mood, Mail.Mood, stage.List) = (Mood.Takes, Mood.Takes, ListMood.Knows);
        while (await workers.GoOnAsync())
            await CheckAsync();

        for (var round = 0; round < LongestEnd && seen.Messages.Any(message => !ModelMessage.IsSettledStatus(message.Status)); round++)
        {
            foreach (var channel in Enum.GetValues<Channel>())
                await workers.PassAsync(new Pass(channel, round % WorkerPasses.Workers, Death.None, 0));
            Elapse(TimeSpan.FromMinutes(4));
            await CheckAsync();
        }

        promises.CheckAtRest(seen);
    }

    private void Elapse(TimeSpan time)
    {
        App.Time.Advance(time);
        model.Elapsed += time;
    }
}
