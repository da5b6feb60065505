using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.SupplyChain;

/// <summary>Every package, of the portal and of its tests, comes under a licence that was looked at; <c>docs/licences.md</c> lists them.</summary>
public sealed class LicenceTests
{
    /// <summary>Under these the portal may be run, changed and handed on without paying or publishing anything of it.</summary>
    private static readonly string[] Allowed =
        ["MIT", "MIT-0", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "PostgreSQL", "(MIT OR EUPL-1.1+)"];

    /// <summary>Packages with a text of their own, each read by a person; why they are there.</summary>
    private static readonly Dictionary<string, string> Read = new(StringComparer.Ordinal)
    {
        ["@gouvfr/dsfr"] = "MIT; its typeface Marianne is the State's, for the State's sites alone",
        ["Microsoft.Data.SqlClient.SNI.runtime"] = "Microsoft's, free to hand on; for Windows alone, not part of what Linux runs",
        ["Microsoft.Identity.Client.NativeInterop"] = "Microsoft's, free to hand on; brought by SqlClient for Entra ID, which the portal does not use",
        ["Deque.AxeCore.Commons"] = "MPL-2.0, unchanged, in the tests alone",
    };

    public static readonly TheoryData<string> Projects =
    [
        "src/ElectorPortal.Domain", "src/ElectorPortal.Web",
        "tests/ElectorPortal.Domain.Tests", "tests/ElectorPortal.Web.Tests", "tests/ElectorPortal.Browser.Tests", "tests/ElectorPortal.Load",
    ];

    public static readonly TheoryData<string> LockFiles = ["src/ElectorPortal.Web/package-lock.json", "tests/Peers/package-lock.json"];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Each_NuGet_package_comes_under_an_allowed_licence(string project) => Assert.Empty(Refused(Package.OfProject(project)));

    [Theory]
    [MemberData(nameof(LockFiles))]
    public void Each_npm_package_comes_under_an_allowed_licence(string lockFile) => Assert.Empty(Refused(Package.OfNpm(lockFile)));

    [Fact]
    public void No_project_is_left_out() => Assert.Equal(
        Directory.EnumerateFiles(Repository.Root, "packages.lock.json", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(file)!).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
        Projects.Select(row => row.Data).Order(StringComparer.Ordinal));

    [Fact]
    public void The_document_lists_what_the_portal_itself_is_made_of() => Assert.Equal(
        Package.OfProject("src/ElectorPortal.Web").Concat(Package.OfNpm("src/ElectorPortal.Web/package-lock.json")).Where(package => !package.IsTool)
            .OrderBy(package => package.Name, StringComparer.OrdinalIgnoreCase)
            .Select(package => $"| {package.Name} | {package.Licence ?? Read[package.Name]} |"),
        Repository.ReadText("docs/licences.md").Split('\n').Where(line => line.StartsWith('|')).Skip(2));

    private static IEnumerable<Package> Refused(IEnumerable<Package> packages) =>
        packages.Where(package => !Read.ContainsKey(package.Name) && !Allowed.Contains(package.Licence));
}
