using System.Globalization;
using System.Text.RegularExpressions;

namespace ElectorPortal.Web.Tests.Crash.Inside;

/// <summary>
/// Where a portal is to be struck, written by the test into the folder it shares with its portals. The first one to pass there takes the
/// order away and is struck; one order strikes one process once.
/// </summary>
internal sealed class Trap(string folder)
{
    private readonly Lock gate = new();
    private string? order;
    private int seen;

    private string Set => Path.Combine(folder, "trap-set");

    private string Sprung => Path.Combine(folder, "trap-sprung");

    /// <param name="point">Expression for the point, <c>save-begins .*INSERT INTO "ReassortRequests"</c>; see <see cref="CrashPoints"/>.</param>
    /// <param name="nth">Which passage strikes, from 1, counted by each process for itself.</param>
    public void Arm(string point, Signal signal = Signal.Kill, int nth = 1)
    {
        File.Delete(Sprung);
        var draft = Set + "-draft";
        File.WriteAllLines(draft, [Guid.NewGuid().ToString(), ((int)signal).ToString(CultureInfo.InvariantCulture), nth.ToString(CultureInfo.InvariantCulture), point]);
        File.Move(draft, Set, overwrite: true);
    }

    /// <summary>Takes the order back; who took it before is struck all the same.</summary>
    public void Disarm() => File.Delete(Set);

    /// <summary>Who was struck, and where; null as long as nobody was.</summary>
    public (int ProcessId, string Point)? Struck() =>
        File.Exists(Sprung) && File.ReadAllLines(Sprung) is [var id, var point, ..]
            ? (int.Parse(id, CultureInfo.InvariantCulture), point)
            : null;

    /// <summary>Called in the portal, at each point.</summary>
    public void Pass(string point)
    {
        if (!File.Exists(Set))
            return;

        lock (gate)
        {
            if (ReadOrder() is not [var id, var signal, var nth, var pattern] || !Regex.IsMatch(point, pattern, RegexOptions.Singleline))
                return;

            (order, seen) = id == order ? (order, seen + 1) : (id, 1);
            if (seen == int.Parse(nth, CultureInfo.InvariantCulture) && Take(point))
                Enum.Parse<Signal>(signal).Send(Environment.ProcessId);
        }
    }

    private string[]? ReadOrder()
    {
        try
        {
            return File.ReadAllLines(Set);
        }
        catch (FileNotFoundException)
        {
            // Another process was struck, or the test took it back.
            return null;
        }
    }

    private bool Take(string point)
    {
        var mine = $"{Sprung}-{Environment.ProcessId}";
        try
        {
            File.Move(Set, mine);
        }
        catch (FileNotFoundException)
        {
            return false;
        }

        File.WriteAllLines(mine, [Environment.ProcessId.ToString(CultureInfo.InvariantCulture), point.ReplaceLineEndings(" ")]);
        File.Move(mine, Sprung, overwrite: true);
        return true;
    }
}
