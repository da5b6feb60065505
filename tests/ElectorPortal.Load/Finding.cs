namespace ElectorPortal.Load;

/// <summary>One figure of a goal, in the words of the table in <c>docs/performance.md</c>.</summary>
/// <param name="Goal">P1 to P10.</param>
/// <param name="IsMet">Null where the figure has no goal, and is told beside the others.</param>
internal sealed record Finding(string Goal, string What, string Measured, string Asked, bool? IsMet)
{
    public override string ToString() => $"{Goal,-4} {What}: {Measured}; {Asked}{Verdict}";

    public string Row => $"| {Goal} | {What} | {Measured} | {Asked} | {IsMet switch { true => "met", false => "**not met**", _ => "" }} |";

    private string Verdict => IsMet is { } isMet ? $": {Figures.Verdict(isMet)}" : "";
}
