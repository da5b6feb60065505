namespace ElectorPortal.Web.Data;

/// <summary>
/// What room is left under a limit that is counted in the database, remembered by this process for a second: in a crowd every request would
/// count the same thousands of rows again. What this process takes meanwhile is subtracted; what others take is seen a second later.
/// </summary>
internal class CountedRoom
{
    private static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private DateTime countedAt;
    private int left;

    /// <summary>Takes a place, by the last count where it is young and leaves any.</summary>
    /// <param name="now">UTC.</param>
    /// <param name="countLeftAsync">How many places the database leaves; zero or less where there is none.</param>
    /// <returns>False where no room is left.</returns>
    public async Task<bool> TakeAsync(DateTime now, Func<Task<int>> countLeftAsync)
    {
        if (TryTake(now))
            return true;

        var counted = await countLeftAsync();
        lock (gate)
        {
            countedAt = now;
            left = Math.Max(0, counted - 1);
        }

        return counted > 0;
    }

    private bool TryTake(DateTime now)
    {
        lock (gate)
        {
            if (left == 0)
                return false;

            if (now < countedAt || now - countedAt >= KnownFor)
            {
                // This one counts again; those that come meanwhile go by the old count.
                countedAt = now;
                return false;
            }

            left--;
            return true;
        }
    }
}
