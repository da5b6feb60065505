using ElectorPortal.Web.Tests.Crash.Support;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.Passwords;

/// <summary>What computes passwords leaves the processor to whatever answers.</summary>
public sealed class HashingPriorityTests
{
    [Fact]
    public async Task On_Linux_the_hashing_threads_and_no_others_are_nicer_than_the_portal()
    {
        if (!OperatingSystem.IsLinux())
            return;

        await using var app = await PortalApp.StartAsync();
        await app.Electors.SignInAsync(await app.Electors.AddActiveAsync());

        await Patience.UntilAsync("every hashing thread has stepped back", () =>
        {
            var hashing = Threads().Where(thread => thread.Name.StartsWith("Hashing ", StringComparison.Ordinal)).ToList();
            return Task.FromResult(hashing.Count >= Environment.ProcessorCount && hashing.TrueForAll(thread => thread.Niceness == 10));
        });
        Assert.DoesNotContain(Threads(), thread => thread.Niceness == 10 && !thread.Name.StartsWith("Hashing ", StringComparison.Ordinal));
    }

    /// <summary>Those of this process. Niceness is the nineteenth field of <c>stat</c>; the name, the second, may hold spaces.</summary>
    private static IEnumerable<(string Name, int Niceness)> Threads()
    {
        foreach (var folder in Directory.GetDirectories("/proc/self/task"))
        {
            string stat;
            try
            {
                stat = File.ReadAllText(Path.Combine(folder, "stat"));
            }
            catch (IOException)
            {
                // It ended meanwhile.
                continue;
            }

            var end = stat.LastIndexOf(')');
            yield return (stat[(stat.IndexOf('(', StringComparison.Ordinal) + 1)..end], int.Parse(stat[(end + 2)..].Split(' ')[16], System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
