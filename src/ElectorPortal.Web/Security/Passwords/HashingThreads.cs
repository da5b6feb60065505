using ElectorPortal.Web.Security.Passwords.Bcrypt;
using ElectorPortal.Web.Settings;

namespace ElectorPortal.Web.Security.Passwords;

/// <summary>So many people wait for their password to be looked at that one more would wait too long; nothing was done for this one.</summary>
internal sealed class CrowdException() : Exception("The queue before the hashing threads is full.")
{
    /// <summary>For <c>Retry-After</c>: about what a full line takes.</summary>
    public const string RetryAfterSeconds = "15";
}

/// <summary>
/// A few threads that compute password hashes and nothing else, below the priority of the others: a crowd at the door, or a flood of
/// passwords, leaves the other pages quick. Who waits stands in a bounded line; who went away meanwhile is passed over; those who wait
/// together are served together.
/// </summary>
internal sealed class HashingThreads : IDisposable
{
    private readonly WaitingLine<Job> line;
    private readonly IBcryptEngine engine;
    private readonly TimeProvider time;
    private volatile bool hasEnded;
    private long turnedAway;

    public HashingThreads(PasswordOptions options, IBcryptEngine engine, TimeProvider time)
    {
        (this.engine, this.time) = (engine, time);
        Room = options.QueueLength;
        line = new WaitingLine<Job>(Room);
        for (var number = 0; number < Environment.ProcessorCount; number++)
            new Thread(Work) { IsBackground = true, Name = $"Hashing {number}", Priority = ThreadPriority.BelowNormal }.Start();
    }

    public int Waiting => line.Count;

    /// <summary>How many newcomers may wait at once.</summary>
    public int Room { get; }

    /// <summary>How many were asked to come back.</summary>
    public long TurnedAway => Interlocked.Read(ref turnedAway);

    public bool HasRoom(DateTime? since) => line.HasRoom(since is not null);

    /// <param name="since">When somebody who comes back first found no room, UTC.</param>
    /// <exception cref="CrowdException">There is none.</exception>
    public void EnsureRoom(DateTime? since)
    {
        if (!HasRoom(since))
            throw TurnAway();
    }

    /// <returns>The whole hash.</returns>
    /// <exception cref="CrowdException">The queue is full.</exception>
    public Task<string> HashAsync(BcryptInput input, DateTime? since, CancellationToken cancellation)
    {
        var job = new Job(input, cancellation);
        return line.TryAdd(job, since ?? time.GetUtcNow().UtcDateTime, since is not null) ? job.Result.Task : throw TurnAway();
    }

    public void Dispose()
    {
        hasEnded = true;
        line.Close();
    }

    private CrowdException TurnAway()
    {
        Interlocked.Increment(ref turnedAway);
        return new CrowdException();
    }

    private void Work()
    {
        LowPriority.TakeOn();
        while (!hasEnded)
        {
            foreach (var same in line.Take(engine.Most).Where(job => !job.IsOver()).GroupBy(job => job.Input.Cost))
                Settle([.. same]);
        }
    }

    private void Settle(List<Job> jobs)
    {
        try
        {
            var hashes = engine.Hash([.. jobs.Select(job => job.Input)]);
            for (var number = 0; number < jobs.Count; number++)
                jobs[number].Result.SetResult(hashes[number]);
        }
        catch (Exception failure)
        {
            jobs.ForEach(job => job.Result.TrySetException(failure));
        }
    }

    private sealed record Job(BcryptInput Input, CancellationToken Cancellation)
    {
        /// <summary>Whoever waits goes on elsewhere than on these threads.</summary>
        public TaskCompletionSource<string> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Whoever waited went away.</summary>
        public bool IsOver()
        {
            if (Cancellation.IsCancellationRequested)
                Result.TrySetCanceled(Cancellation);
            return Cancellation.IsCancellationRequested;
        }
    }
}
