namespace ElectorPortal.Load;

/// <summary>One figure of a goal, in the words of the table in <c>docs/performance.md</c>.</summary>
/// <param name="Goal">P1 to P10.</param>
/// <param name="IsMet">Null where the figure has no goal, and is told beside the others.</param>
internal sealed record Finding(string Goal, string What, string Measured, string Asked, bool? IsMet)
{
    /// <summary>How the portal does beside a peer that does the same.</summary>
    /// <param name="what">That, and in which peer.</param>
    /// <param name="there">How often a second, in each round; none where the peer is not installed.</param>
    /// <param name="least">How many times as fast as the peer the portal is to be; null where nothing is asked.</param>
    public static Finding Beside(string goal, string what, IEnumerable<double> portal, IReadOnlyCollection<double> there, double? least)
    {
        var asked = least is null ? "" : $"at least {Figures.Text(least.Value, "0.#")} times";
        if (there.Count == 0)
            return new Finding(goal, what, "not installed", asked, null);

        var times = Figures.Ratio(portal, there);
        return new Finding(goal, what, $"{Figures.Spread(there, Figures.Percentile(there, 0.5) < 100 ? "0.0" : "0")}: {Figures.Text(times, "0.0")} times", asked, least is null ? null : times >= least);
    }

    public override string ToString() => $"{Goal,-4} {What}: {Measured}; {Asked}{Verdict}";

    public string Row => $"| {Goal} | {What} | {Measured} | {Asked} | {IsMet switch { true => "met", false => "**not met**", _ => "" }} |";

    private string Verdict => IsMet is { } isMet ? $": {Figures.Verdict(isMet)}" : "";
}
