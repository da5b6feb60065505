using System.CommandLine;
using System.Reflection;
using System.Text.RegularExpressions;
using ElectorPortal.Web.Commands;
using ElectorPortal.Web.Settings;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests;

/// <summary>What the README and the records say of the program is true of it, and nothing is left out.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string Readme = Repository.ReadText("README.md");

    [Fact]
    public void The_table_of_settings_names_each_key_of_the_program_and_no_other() =>
        Assert.Equal(KeysOfTheProgram().Order(StringComparer.Ordinal), FirstCells("Configure").SelectMany(Expand).Order(StringComparer.Ordinal));

    [Fact]
    public void The_table_of_commands_names_each_command_of_the_program_and_no_other() =>
        Assert.Equal(
            CommandsOfTheProgram().Keys.Order(StringComparer.Ordinal),
            FirstCells("Commands").Select(WithoutParameters).Order(StringComparer.Ordinal));

    [Fact]
    public void The_options_that_the_table_of_commands_names_exist()
    {
        var options = CommandsOfTheProgram();

        foreach (var row in Rows("Commands"))
        {
            var known = options[WithoutParameters(Quoted().Match(row).Groups[1].Value)];
            Assert.Subset(known, Option().Matches(row).Select(option => option.Value).ToHashSet());
        }
    }

    [Fact]
    public void Links_between_the_documents_lead_somewhere()
    {
        var documents = Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Append(Path.Combine(Repository.Root, "README.md"));

        var broken =
            from document in documents
            from Match link in LocalLink().Matches(File.ReadAllText(document))
            let target = Path.Combine(Path.GetDirectoryName(document)!, link.Groups[1].Value)
            where !File.Exists(target) && !Directory.Exists(target)
            select $"{document}: {link.Value}";

        Assert.Empty(broken);
    }

    [Fact]
    [Trait("ASVS", "15.2.3")]
    public async Task The_operator_is_told_all_that_Production_refuses_at_start()
    {
        var refusal = new StringWriter();
        var surroundings = new CommandSurroundings { Output = TextWriter.Null, Error = refusal };

        var code = await PortalCommandLine.RunAsync(["database", "check", "--environment=Production"], surroundings);

        Assert.Equal(ExitCodes.WrongUsage, code);
        Assert.Contains(refusal.ToString().ReplaceLineEndings("\n").Trim(), Repository.ReadText("docs/operations.md"), StringComparison.Ordinal);
    }

    private static IEnumerable<Type> SettingsTypes() => typeof(ISettings).Assembly.GetTypes()
        .Where(type => type is { IsClass: true } && type.IsAssignableTo(typeof(ISettings)));

    private static IEnumerable<string> KeysOfTheProgram() => SettingsTypes()
        .SelectMany(type => Keys(type, (string)type.GetProperty(nameof(ISettings.Section))!.GetValue(null)!))
        // Where .NET programs keep connections.
        .Select(key => key == "Database:ConnectionString" ? "ConnectionStrings:Portal" : key);

    private static IEnumerable<string> Keys(Type type, string prefix) =>
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.CanWrite
        from key in property.PropertyType.Namespace == typeof(ISettings).Namespace && property.PropertyType.IsClass
            ? Keys(property.PropertyType, $"{prefix}:{property.Name}")
            : [$"{prefix}:{property.Name}"]
        select key;

    /// <summary>The options of each command by the command's words.</summary>
    private static Dictionary<string, HashSet<string>> CommandsOfTheProgram()
    {
        var root = PortalCommandLine.Root(new CommandRunner([], CommandSurroundings.Terminal()));
        return Leaves(root, "").ToDictionary(
            leaf => leaf.Words, leaf => leaf.Command.Options.Select(option => option.Name).ToHashSet(), StringComparer.Ordinal);
    }

    private static IEnumerable<(string Words, Command Command)> Leaves(Command command, string before) =>
        command.Subcommands.SelectMany(child => child.Subcommands.Count > 0
            ? Leaves(child, $"{before}{child.Name} ")
            : [(before + child.Name, child)]);

    private static IEnumerable<string> Rows(string section)
    {
        var start = Readme.IndexOf($"\n## {section}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"The README has no section « {section} ».");
        var end = Readme.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return Readme[start..end].Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal));
    }

    private static IEnumerable<string> FirstCells(string section) =>
        Rows(section).SelectMany(row => Quoted().Matches(row.Split('|')[1]).Select(match => match.Groups[1].Value));

    private static string WithoutParameters(string command) =>
        string.Join(' ', command.Split(' ').TakeWhile(word => char.IsAsciiLetterLower(word[0])));

    /// <summary><c>Mail:{From,FromName}</c> stands for two keys.</summary>
    private static IEnumerable<string> Expand(string key) =>
        Braces().Match(key) is { Success: true } braces
            ? braces.Groups[1].Value.Split(',').SelectMany(name => Expand(key[..braces.Index] + name + key[(braces.Index + braces.Length)..]))
            : [key];

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"--[a-z][a-z-]+")]
    private static partial Regex Option();

    [GeneratedRegex(@"\{([^}]+)\}")]
    private static partial Regex Braces();

    [GeneratedRegex(@"\]\((?!https?:|#)([^)#]+)[^)]*\)")]
    private static partial Regex LocalLink();
}
