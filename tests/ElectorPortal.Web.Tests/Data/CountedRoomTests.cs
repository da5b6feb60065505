using ElectorPortal.Web.Data;

namespace ElectorPortal.Web.Tests.Data;

public sealed class CountedRoomTests
{
    private static readonly DateTime Now = new(2018, 11, 29, 9, 0, 0, DateTimeKind.Utc);

    private readonly CountedRoom room = new();
    private int counts;

    [Fact]
    public async Task As_many_get_in_as_there_are_places_by_few_counts()
    {
        var free = 3;
        var taken = new List<bool>();
        for (var i = 0; i < 5; i++)
        {
            var gotIn = await TakeAsync(Now, free);
            taken.Add(gotIn);
            free -= gotIn ? 1 : 0;
        }

        Assert.Equal([true, true, true, false, false], taken);
        // Once at first, then at each time that nothing is left by the last count.
        Assert.Equal(3, counts);
    }

    [Fact]
    public async Task A_count_serves_for_a_second()
    {
        await TakeAsync(Now, 10);

        Assert.True(await TakeAsync(Now + TimeSpan.FromSeconds(1) - TimeSpan.FromTicks(1), 0));
        Assert.False(await TakeAsync(Now + TimeSpan.FromSeconds(1), 0));
        Assert.Equal(2, counts);
    }

    [Fact]
    public async Task Places_that_others_freed_are_found_at_once_where_none_was_left()
    {
        Assert.False(await TakeAsync(Now, 0));
        Assert.True(await TakeAsync(Now, 1));
    }

    [Fact]
    public async Task One_counts_again_while_the_others_go_by_the_old_count()
    {
        await TakeAsync(Now, 10);
        var counting = new TaskCompletionSource<int>();
        var later = Now.AddSeconds(5);
        var first = room.TakeAsync(later, () => counting.Task);

        Assert.True(await TakeAsync(later, 0));
        Assert.Equal(1, counts);
        counting.SetResult(0);
        Assert.False(await first);
        Assert.False(await TakeAsync(later, 0));
    }

    [Fact]
    public async Task A_clock_set_back_makes_it_count_again()
    {
        await TakeAsync(Now, 10);

        Assert.False(await TakeAsync(Now.AddHours(-1), 0));
    }

    private Task<bool> TakeAsync(DateTime at, int free) => room.TakeAsync(at, () =>
    {
        counts++;
        return Task.FromResult(free);
    });
}
