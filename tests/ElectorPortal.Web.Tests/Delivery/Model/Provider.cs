using ElectorPortal.Domain.Delivery;

namespace ElectorPortal.Web.Tests.Delivery.Model;

/// <summary>How a provider treats the messages handed to it.</summary>
internal enum Mood
{
    Takes,
    TakesAndItsAnswerIsLost,
    LosesTheMessage,
    Refuses,
    IsBusy,
    IsOutOfReach,
    RefusesOurSettings,
    AnswersNonsense,
    Breaks,
    TakesAndTheWorkerDies,
    StopsTheWorkerBeforeTaking,
    StopsTheWorkerAfterTaking,
}

internal enum ListMood
{
    Knows,
    KnowsNothing,
    Breaks,
}

/// <summary>What a call proves to whoever made it.</summary>
internal enum CallEnd
{
    InDoubt,
    NotSent,
    Definite,
}

/// <param name="At">On a clock that only moves forward.</param>
internal sealed record Call(Guid Id, TimeSpan At)
{
    public CallEnd End { get; set; } = CallEnd.InDoubt;
}

/// <summary>What one worker asks of a provider during one pass.</summary>
internal sealed class Errand
{
    private readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<Call> Calls { get; } = [];

    /// <summary>Each search of the operator's list: for whom, and what was found.</summary>
    public List<(string Recipient, IReadOnlyList<string> Found)> Searches { get; } = [];

    /// <summary>Completes when the provider holds the worker.</summary>
    public Task Stopped => stopped.Task;

    public void GoOn() => goOn.TrySetResult();

    public void Kill() => goOn.TrySetException(new ProcessDiedException());

    /// <summary>Whoever made these calls never wrote down, or not in time, what he heard.</summary>
    public void Forget()
    {
        foreach (var call in Calls.Where(call => call.End == CallEnd.Definite))
            call.End = CallEnd.InDoubt;
    }

    public Task StopAsync()
    {
        stopped.TrySetResult();
        return goOn.Task;
    }
}

internal sealed class ProcessDiedException() : Exception("The process died here.");

/// <summary>A provider that keeps account of each call, and has each judged before it answers.</summary>
/// <param name="judge">Sees each call before it is added to the others.</param>
internal sealed class Provider(Channel channel, Action<Provider, Call, string> judge, Func<TimeSpan> elapsed)
{
    private readonly Lock gate = new();
    private readonly List<Call> calls = [];

    public Channel Channel => channel;

    public Mood Mood { get; set; }

    public Errand Errand { get; set; } = new();

    /// <summary>What it took, in order; a message that was sent twice is there twice.</summary>
    public List<TakenMessage> Taken { get; } = [];

    public IEnumerable<Call> CallsFor(Guid id) => calls.Where(call => call.Id == id);

    /// <returns>How the call ends, holding the worker done with; the caller words it.</returns>
    /// <exception cref="ProcessDiedException">The worker died during the call.</exception>
    public async Task<Mood> TakeCallAsync(Guid id, string recipient, string content)
    {
        var call = new Call(id, elapsed());
        var mood = Mood;
        var errand = Errand;
        lock (gate)
        {
            judge(this, call, $"{recipient}|{content}");
            calls.Add(call);
            errand.Calls.Add(call);
            if (mood is Mood.Takes or Mood.TakesAndItsAnswerIsLost or Mood.TakesAndTheWorkerDies or Mood.StopsTheWorkerAfterTaking)
                Taken.Add(new TakenMessage(id, recipient, content));
        }

        if (mood == Mood.TakesAndTheWorkerDies)
            throw new ProcessDiedException();
        if (mood is Mood.StopsTheWorkerBeforeTaking or Mood.StopsTheWorkerAfterTaking)
        {
            await errand.StopAsync();
            lock (gate)
            {
                if (mood == Mood.StopsTheWorkerBeforeTaking)
                    Taken.Add(new TakenMessage(id, recipient, content));
            }

            return Mood.Takes;
        }

        call.End = mood switch
        {
            Mood.Takes or Mood.Refuses => CallEnd.Definite,
            Mood.IsBusy or Mood.RefusesOurSettings => CallEnd.NotSent,
            _ => CallEnd.InDoubt,
        };
        return mood;
    }
}

internal sealed record TakenMessage(Guid Id, string Recipient, string Content)
{
    public string Sid => $"SM{Id:N}";
}
