using ElectorPortal.Browser.Tests.Pages;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(ElectorPortal.Browser.Tests.Support.LongestFirst))]

namespace ElectorPortal.Browser.Tests.Support;

/// <summary>Classes that look at every page begin first: the last of them to begin would run for minutes beside nothing.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest = [nameof(AccessibilityTests), nameof(EveryPageTests)];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => Longest.Any(name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)) ? 0 : 1)];
}
