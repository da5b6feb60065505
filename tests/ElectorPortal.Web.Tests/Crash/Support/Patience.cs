namespace ElectorPortal.Web.Tests.Crash.Support;

/// <summary>Waits for what must come, for as long as a slow machine may need.</summary>
internal static class Patience
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <param name="what">For the failure: what did not come.</param>
    public static Task UntilAsync(string what, Func<bool> condition) => UntilAsync(what, () => Task.FromResult(condition()));

    public static async Task UntilAsync(string what, Func<Task<bool>> condition)
    {
        if (!await WithinAsync(Longest, condition))
            Assert.Fail($"It did not come within {Longest}: {what}");
    }

    /// <returns>False where it did not come in that time.</returns>
    public static async Task<bool> WithinAsync(TimeSpan time, Func<Task<bool>> condition)
    {
        var began = TimeProvider.System.GetTimestamp();
        using var beat = new PeriodicTimer(Often);
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(began) > time)
                return false;
            await beat.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        return true;
    }
}
