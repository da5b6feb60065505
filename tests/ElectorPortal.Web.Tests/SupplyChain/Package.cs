using System.Text.Json;
using System.Xml.Linq;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.SupplyChain;

/// <param name="Licence">An SPDX expression; null where the package has a text of its own, or says nothing.</param>
/// <param name="IsTool">It works on the portal while it is built, and is no part of it.</param>
internal sealed record Package(string Name, string Version, string? Licence, bool IsTool = false)
{
    /// <summary>What a project was restored with, other packages' packages included.</summary>
    /// <param name="project">Its folder from the root.</param>
    public static IReadOnlyList<Package> OfProject(string project)
    {
        using var assets = JsonDocument.Parse(Repository.ReadText($"{project}/obj/project.assets.json"));
        var folders = assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name).ToList();
        return
        [
            .. from library in assets.RootElement.GetProperty("libraries").EnumerateObject()
               where library.Value.GetProperty("type").GetString() == "package"
               let path = library.Value.GetProperty("path").GetString()!
               let parts = library.Name.Split('/')
               select new Package(parts[0], parts[1], LicenceIn(folders.Select(folder => Path.Combine(folder, path)).First(Directory.Exists))),
        ];
    }

    /// <summary>What npm brings, as locked.</summary>
    /// <param name="lockFile">From the root.</param>
    public static IReadOnlyList<Package> OfNpm(string lockFile)
    {
        using var locked = JsonDocument.Parse(Repository.ReadText(lockFile));
        return
        [
            .. from package in locked.RootElement.GetProperty("packages").EnumerateObject()
               where package.Name.Length > 0
               select new Package(
                   package.Name[(package.Name.LastIndexOf("node_modules/", StringComparison.Ordinal) + "node_modules/".Length)..],
                   package.Value.GetProperty("version").GetString()!,
                   package.Value.TryGetProperty("license", out var licence) ? Expression(licence.GetString()!) : null,
                   package.Value.TryGetProperty("dev", out var isTool) && isTool.GetBoolean()),
        ];
    }

    private static string? Expression(string licence) => licence.StartsWith("SEE ", StringComparison.Ordinal) ? null : licence;

    private static string? LicenceIn(string folder)
    {
        var description = XDocument.Load(Directory.EnumerateFiles(folder, "*.nuspec").Single());
        var licence = description.Descendants().FirstOrDefault(element => element.Name.LocalName == "license");
        return licence?.Attribute("type")?.Value == "expression" ? licence.Value : null;
    }
}
