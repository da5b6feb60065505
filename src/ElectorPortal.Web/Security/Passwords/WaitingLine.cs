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
                if (line.TryDequeue(out var job, out _))
                    taken.Add(job);
            }
        }
        while (!isClosed && taken.Count < most && waiting.Wait(0));
        // Everybody who waits is to learn that it is over.
        if (isClosed)
            waiting.Release();
        return isClosed ? [] : taken;
    }

    /// <summary>Whoever waits for somebody gets nobody, now and later.</summary>
    public void Close()
    {
        isClosed = true;
        waiting.Release();
    }

    public void Dispose() => waiting.Dispose();

    private int Most(bool comesBack) => comesBack ? 2 * room : room;
}
