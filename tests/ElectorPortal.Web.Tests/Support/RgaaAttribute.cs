using Xunit.v3;

namespace ElectorPortal.Web.Tests.Support;

/// <summary>Criteria of RGAA 4.1 that a test holds; <c>docs/accessibility.md</c> names it beside each.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RgaaAttribute(params string[] criteria) : Attribute, ITraitAttribute
{
    public IReadOnlyList<string> Criteria => criteria;

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [.. criteria.Select(criterion => KeyValuePair.Create("RGAA", criterion))];
}
