namespace ElectorPortal.Web.Security;

/// <summary>
/// Lets an answer leave only at the next beat of a watch that started with it: whether a mail had to be written, or an address was
/// unknown, then shows in no time that could be measured (ASVS 6.3.8). Time of the machine, not of the calendar.
/// </summary>
internal static class EvenPace
{
    /// <summary>Longer than looking an address up and writing a mail take, and than they differ on a busy machine; short enough not to be felt.</summary>
    public static readonly TimeSpan OfMails = TimeSpan.FromMilliseconds(25);

    /// <summary>Longer than two comparisons of passwords differ by chance.</summary>
    public static readonly TimeSpan OfPasswords = TimeSpan.FromMilliseconds(50);

    private static readonly Metronome Beats = new();

    /// <param name="beat">One of those of this class.</param>
    public static async Task<T> AtNextBeatAsync<T>(TimeSpan beat, Func<Task<T>> work, CancellationToken cancellation)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var result = await work();
        var passed = TimeProvider.System.GetElapsedTime(begun).Ticks / beat.Ticks;
        await Beats.WaitAsync(begun, beat * (passed + 1)).WaitAsync(cancellation);
        return result;
    }

    /// <summary>
    /// Wakes whoever waits at the instant that was asked for, to a millisecond. The runtime's own timers go by a clock of four milliseconds,
    /// by which they would tell when they were set: the work's end.
    /// </summary>
    private sealed class Metronome
    {
        private readonly PriorityQueue<TaskCompletionSource, long> waiting = new();

        public Metronome() => new Thread(Beat) { IsBackground = true, Name = "Even pace", Priority = ThreadPriority.AboveNormal }.Start();

        /// <param name="begun">A timestamp of the machine.</param>
        public Task WaitAsync(long begun, TimeSpan delay)
        {
            var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (waiting)
            {
                waiting.Enqueue(waiter, begun + (long)(delay.TotalSeconds * TimeProvider.System.TimestampFrequency));
                Monitor.Pulse(waiting);
            }

            return waiter.Task;
        }

        private void Beat()
        {
            lock (waiting)
            {
                while (true)
                {
                    if (!waiting.TryPeek(out var waiter, out var due))
                    {
                        Monitor.Wait(waiting);
                        continue;
                    }

                    var left = TimeProvider.System.GetElapsedTime(TimeProvider.System.GetTimestamp(), due);
                    if (left > TimeSpan.Zero)
                    {
                        Monitor.Wait(waiting, TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)));
                        continue;
                    }

                    waiting.Dequeue();
                    waiter.SetResult();
                }
            }
        }
    }
}
