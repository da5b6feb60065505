using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using ElectorPortal.Web.Settings;

namespace ElectorPortal.Web.Security.Passwords;

/// <summary>So many people wait for their password to be looked at that one more would wait too long; nothing was done for this one.</summary>
internal sealed class CrowdException() : Exception("The queue before the hashing threads is full.");

/// <summary>
/// A few threads that compute password hashes and nothing else, below the priority of the others: a crowd at the door, or a flood of
/// passwords, leaves the other pages quick. Who waits stands in a bounded queue; who went away meanwhile is passed over.
/// </summary>
internal sealed class HashingThreads : IDisposable
{
    private readonly BlockingCollection<Action> queue;

    public HashingThreads(PasswordOptions options)
    {
        queue = new BlockingCollection<Action>(options.QueueLength);
        for (var number = 0; number < Environment.ProcessorCount; number++)
            new Thread(Work) { IsBackground = true, Name = $"Hashing {number}", Priority = ThreadPriority.BelowNormal }.Start();
    }

    public bool HasRoom => queue.Count < queue.BoundedCapacity;

    /// <exception cref="CrowdException">The queue is full.</exception>
    public Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        // Whoever waits goes on elsewhere than on these threads.
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        return queue.TryAdd(() => Settle(result, work, cancellation)) ? result.Task : throw new CrowdException();
    }

    public void Dispose() => queue.CompleteAdding();

    private static void Settle<T>(TaskCompletionSource<T> result, Func<T> work, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
        {
            result.SetCanceled(cancellation);
            return;
        }

        try
        {
            result.SetResult(work());
        }
        catch (Exception failure)
        {
            result.SetException(failure);
        }
    }

    private void Work()
    {
        StepBack();
        foreach (var job in queue.GetConsumingEnumerable())
            job();
    }

    /// <summary>The runtime's own priorities mean nothing on Linux, where each thread may be nicer than its process.</summary>
    private static void StepBack()
    {
        const int ThisThread = 0;
        const int Niceness = 10;
        if (OperatingSystem.IsLinux())
            _ = SetPriority(ThisThread, 0, Niceness);
    }

    [DllImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, uint who, int priority);
}
