namespace ElectorPortal.Web.Security.Passwords;

/// <summary>
/// Who waits for a free thread, in the order in which they first came: whoever found the line full and comes back stands where he would have
/// stood. Newcomers find half of the places, those who come back the whole.
/// </summary>
internal sealed class WaitingLine<T>(int room) : IDisposable
{
    private readonly PriorityQueue<T, (DateTime Since, long Number)> line = new();
    private readonly SemaphoreSlim waiting = new(0);
    private readonly Lock gate = new();
    private long numbers;
    private volatile bool isClosed;

    public int Count
    {
        get
        {
            lock (gate)
                return line.Count;
        }
    }

    public bool HasRoom(bool comesBack) => Count < Most(comesBack);

    /// <param name="since">When he first came, UTC.</param>
    public bool TryAdd(T job, DateTime since, bool comesBack)
    {
        lock (gate)
        {
            if (line.Count >= Most(comesBack))
                return false;

            line.Enqueue(job, (since, numbers++));
        }

        waiting.Release();
        return true;
    }

    /// <returns>One to so many, as soon as there is one; nobody once the line is closed.</returns>
    public List<T> Take(int most)
    {
        List<T> taken = [];
        waiting.Wait();
        do
        {
            lock (gate)
            {
                if (!isClosed && line.TryDequeue(out var job, out _))
                    taken.Add(job);
            }
        }
        while (taken.Count < most && waiting.Wait(0));
        return taken;
    }

    /// <param name="takers">How many may be waiting for somebody.</param>
    public void Close(int takers)
    {
        isClosed = true;
        waiting.Release(takers);
    }

    public void Dispose() => waiting.Dispose();

    private int Most(bool comesBack) => comesBack ? 2 * room : room;
}
