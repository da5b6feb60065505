using System.Diagnostics;
using System.Text.Json;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.SupplyChain;

/// <summary>The build writes down what the portal is made of, for whoever must know within the hour whether a flaw concerns it.</summary>
public sealed class BillOfMaterialsTests
{
    [Fact]
    [Trait("ASVS", "15.1.2")]
    public async Task It_names_each_package_of_NuGet_and_of_npm_in_the_CycloneDX_format()
    {
        var folder = Directory.CreateTempSubdirectory("portal-bill-");
        try
        {
            await BuildAsync(folder.FullName);

            Assert.Equal(Names(Package.OfProject("src/ElectorPortal.Web")), Components(folder, "portal.cdx.json"));
            Assert.Equal(Names(Package.OfNpm("src/ElectorPortal.Web/package-lock.json").Where(package => !package.IsTool)), Components(folder, "front.cdx.json"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task BuildAsync(string folder)
    {
        var start = new ProcessStartInfo(
            "dotnet", ["msbuild", "src/ElectorPortal.Web", "-t:BillOfMaterials", $"-p:BillOfMaterialsFolder={folder}/", "-nodeReuse:false", "-nologo"])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
        };
        using var build = Process.Start(start)!;
        var output = await build.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await build.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(build.ExitCode == 0, output);
    }

    private static IEnumerable<string> Names(IEnumerable<Package> packages) =>
        packages.Select(package => $"{package.Name} {package.Version}").Order(StringComparer.Ordinal);

    private static IEnumerable<string> Components(DirectoryInfo folder, string file)
    {
        using var bill = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.FullName, file)));
        Assert.Equal("CycloneDX", bill.RootElement.GetProperty("bomFormat").GetString());
        return
        [
            .. bill.RootElement.GetProperty("components").EnumerateArray()
                .Select(component => $"{FullName(component)} {component.GetProperty("version").GetString()}")
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>npm keeps the scope aside.</summary>
    private static string FullName(JsonElement component) =>
        component.TryGetProperty("group", out var scope) && scope.GetString() is { Length: > 0 } group
            ? $"{group}/{component.GetProperty("name").GetString()}"
            : component.GetProperty("name").GetString()!;
}
