using ElectorPortal.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Web.Tests.Data;

public sealed class TogetherLineTests : IAsyncDisposable
{
    private const int Most = 3;

    private readonly ServiceProvider services = new ServiceCollection().BuildServiceProvider();
    private readonly List<IReadOnlyList<int>> turns = [];
    private readonly TaskCompletionSource firstMayEnd = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => services.DisposeAsync();

    [Fact]
    public async Task Whoever_comes_meanwhile_shares_the_next_turn_and_is_given_his_own_answer()
    {
        var line = Line(asked => [.. asked.Select(number => number * 10)]);

        var answers = Enumerable.Range(1, 5).Select(number => line.AskAsync(number, Cancellation)).ToList();
        firstMayEnd.SetResult();

        int[] expected = [10, 20, 30, 40, 50];
        Assert.Equal(expected, await Task.WhenAll(answers));
        Assert.Equal([1, 2, 3, 4, 5], turns.SelectMany(turn => turn));
        Assert.All(turns, turn => Assert.InRange(turn.Count, 1, Most));
        Assert.InRange(turns.Count, 2, 3);
    }

    [Fact]
    public async Task A_save_that_is_refused_for_several_is_tried_for_each_and_fails_for_the_one_who_is_to_blame()
    {
        var line = Line(asked => asked.Contains(4) ? throw new DbUpdateException("4 cannot be saved") : asked);

        var answers = Enumerable.Range(1, 6).Select(number => line.AskAsync(number, Cancellation)).ToList();
        firstMayEnd.SetResult();

        await Assert.ThrowsAsync<DbUpdateException>(() => answers[3]);
        answers.RemoveAt(3);
        int[] expected = [1, 2, 3, 5, 6];
        Assert.Equal(expected, await Task.WhenAll(answers));
    }

    [Fact]
    public async Task Any_other_fault_is_met_by_all_of_the_turn_and_by_nobody_after_it()
    {
        var line = Line(asked => asked.Contains(1) ? throw new TimeoutException() : asked);

        var first = line.AskAsync(1, Cancellation);
        firstMayEnd.SetResult();
        await Assert.ThrowsAsync<TimeoutException>(() => first);

        Assert.Equal(2, await line.AskAsync(2, Cancellation));
        Assert.Equal([[1], [2]], turns);
    }

    [Fact]
    public async Task Who_gives_up_does_not_hold_the_others_up()
    {
        var line = Line(asked => asked);
        using var givesUp = new CancellationTokenSource();

        var gone = line.AskAsync(1, givesUp.Token);
        var stays = line.AskAsync(2, Cancellation);
        await givesUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        firstMayEnd.SetResult();

        Assert.Equal(2, await stays);
    }

    /// <summary>One lane, whose first turn waits for the test.</summary>
    private TogetherLine<int, int> Line(Func<IReadOnlyList<int>, IReadOnlyList<int>> serve) =>
        new(services.GetRequiredService<IServiceScopeFactory>(), 1, Most, async (_, asked) =>
        {
            turns.Add(asked);
            await firstMayEnd.Task;
            return serve(asked);
        });
}
