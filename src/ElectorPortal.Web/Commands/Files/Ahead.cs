using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace ElectorPortal.Web.Commands.Files;

internal static class Ahead
{
    /// <summary>The items, the next of which are made on another thread while those made before are worked on.</summary>
    /// <param name="most">How many may wait: a bound for the memory of a file of any length.</param>
    public static async IAsyncEnumerable<T> MadeAheadAsync<T>(
        this IEnumerable<T> items, int most, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var waiting = Channel.CreateBounded<T>(most);
        using var abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var making = Task.Run(() => MakeAsync(items, waiting.Writer, abandoned.Token), CancellationToken.None);
        try
        {
            await foreach (var item in waiting.Reader.ReadAllAsync(cancellation))
                yield return item;
        }
        finally
        {
            await abandoned.CancelAsync();
            await making;
        }
    }

    /// <summary>Never throws: what goes wrong is thrown where the items are read.</summary>
    private static async Task MakeAsync<T>(IEnumerable<T> items, ChannelWriter<T> waiting, CancellationToken abandoned)
    {
        try
        {
            foreach (var item in items)
                await waiting.WriteAsync(item, abandoned);
            waiting.Complete();
        }
        catch (Exception failure)
        {
            waiting.Complete(failure);
        }
    }
}
