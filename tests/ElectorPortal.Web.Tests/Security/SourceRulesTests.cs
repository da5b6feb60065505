using System.Text.RegularExpressions;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.Security;

/// <summary>What must stand nowhere in the sources, so that it need not be looked for in each change.</summary>
public sealed partial class SourceRulesTests
{
    private static readonly (string File, string Text)[] Code = [.. Read("*.cs")];
    private static readonly (string File, string Text)[] Pages = [.. Read("*.cshtml")];
    private static readonly (string File, string Text)[] Scripts = [.. Read("*.js")];

    [Fact]
    [Trait("ASVS", "1.1.2")]
    public void Pages_are_encoded_by_the_view_engine_alone() => AssertNowhere([.. Pages, .. Code], "Html.Raw", "HtmlString(", "IHtmlContent ");

    [Fact]
    [Trait("ASVS", "1.2.3")]
    public void No_page_holds_a_script_a_style_or_a_handler_of_its_own()
    {
        AssertNowhere(Pages, "<style", "javascript:", " style=\"");
        Assert.Empty(Matches(InlineScript(), Pages));
        Assert.Empty(Matches(Handler(), Pages));
    }

    [Fact]
    [Trait("ASVS", "3.2.2")]
    [Trait("ASVS", "14.3.3")]
    public void Scripts_write_no_markup_and_keep_nothing() => AssertNowhere(
        Scripts, ".innerHTML =", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "localStorage", "sessionStorage", "indexedDB", "document.cookie");

    [Fact]
    [Trait("ASVS", "1.2.4")]
    public void No_statement_is_put_together_from_text() => AssertNowhere(Code, "FromSqlRaw", "ExecuteSqlRaw", "SqlQueryRaw");

    [Fact]
    [Trait("ASVS", "1.2.9")]
    [Trait("ASVS", "1.3.12")]
    public void Every_pattern_is_fixed_and_ends_in_time_whatever_it_is_given()
    {
        AssertNowhere(Code, "new Regex(", "Regex.IsMatch(", "Regex.Match(", "Regex.Replace(", "Regex.Split(");
        // Without nested repetition a pattern is read once from left to right, or at worst a few times.
        Assert.DoesNotContain(Matches(NestedRepetition(), Code), match => !match.Contains("NonBacktracking", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("ASVS", "1.5.2")]
    public void Nothing_that_is_read_back_chooses_its_own_type() => AssertNowhere(
        Code, "JsonDerivedType", "JsonPolymorphic", "TypeNameHandling", "BinaryFormatter", "XmlSerializer", "DataContractSerializer", "Type.GetType(");

    [Fact]
    [Trait("ASVS", "1.3.6")]
    [Trait("ASVS", "3.7.2")]
    public void No_request_says_where_to_go_next_or_what_to_fetch() => AssertNowhere(
        [.. Code, .. Pages], "returnUrl", "ReturnUrl", "LocalRedirect", "RedirectPermanent", "GetStringAsync(", "WebRequest", "new HttpClient(");

    [Fact]
    [Trait("ASVS", "3.6.1")]
    [Trait("ASVS", "14.2.3")]
    public void Nothing_of_a_page_is_fetched_from_elsewhere() => Assert.Empty(Matches(ForeignAsset(), Pages));

    [Fact]
    [Trait("ASVS", "6.2.7")]
    public void Pasting_and_password_managers_are_welcome()
    {
        AssertNowhere([.. Pages, .. Scripts], "onpaste", "'paste'", "\"paste\"");
        Assert.Contains(Pages, page => page.Text.Contains("autocomplete=\"current-password\"", StringComparison.Ordinal));
        Assert.Contains(Pages, page => page.Text.Contains("autocomplete=\"new-password\"", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("ASVS", "6.8.2")]
    [Trait("ASVS", "10.5.3")]
    [Trait("ASVS", "10.5.4")]
    [Trait("ASVS", "12.3.2")]
    public void No_check_of_a_library_is_switched_off() => AssertNowhere(
        Code, "ServerCertificateCustomValidationCallback", "ServerCertificateValidationCallback", "DangerousAccept", "CheckCertificateRevocation = false",
        "ValidateIssuer = false", "ValidateAudience = false", "ValidateLifetime = false", "RequireSignedTokens = false", "RequireHttpsMetadata = false",
        "ValidateTokenReplay = false", "SignatureValidator =", "IssuerValidator =", "AudienceValidator =", "RequireNonce = false", "RequireStateValidation = false");

    [Fact]
    [Trait("ASVS", "11.2.1")]
    [Trait("ASVS", "11.4.1")]
    public void Cryptography_is_the_framework_s_and_the_weak_functions_serve_two_protocols_alone()
    {
        AssertNowhere(Code, "MD5.", " SHA1.", "DES.", "RC2.", "new Random(", "Random.Shared", "CipherMode.ECB", "Aes.Create(");
        Assert.Equal(
            ["src/ElectorPortal.Domain/Helpdesk/TimeBasedCode.cs", "src/ElectorPortal.Web/Messaging/Sms/TwilioSignature.cs"],
            Code.Where(file => file.Text.Contains("HMACSHA1.", StringComparison.Ordinal)).Select(file => file.File).Order(StringComparer.Ordinal));
    }

    [Fact]
    [Trait("ASVS", "11.2.4")]
    public void Secrets_are_compared_in_constant_time() => Assert.All(
        new[] { "Domain/Reassort/ReassortRules.cs", "Domain/Helpdesk/TimeBasedCode.cs", "Web/Messaging/Sms/TwilioSignature.cs", "Web/Features/Voting/ShowIdentifier.cs" },
        file => Assert.Contains("FixedTimeEquals", Repository.ReadText($"src/ElectorPortal.{file}"), StringComparison.Ordinal));

    [Fact]
    [Trait("ASVS", "15.4.1")]
    public void Nothing_that_changes_is_shared_by_all_requests() => Assert.Empty(Matches(SharedState(), Code));

    [Fact]
    [Trait("ASVS", "15.2.1")]
    [Trait("ASVS", "15.2.4")]
    public void A_package_with_a_known_weakness_or_another_content_breaks_the_build()
    {
        var properties = Repository.ReadText("Directory.Build.props");

        Assert.Contains("<NuGetAudit>true</NuGetAudit>", properties, StringComparison.Ordinal);
        Assert.Contains("<NuGetAuditMode>all</NuGetAuditMode>", properties, StringComparison.Ordinal);
        Assert.Contains("<TreatWarningsAsErrors>true</TreatWarningsAsErrors>", properties, StringComparison.Ordinal);
        Assert.Contains("dotnet restore --locked-mode", Repository.ReadText(".ci/run"), StringComparison.Ordinal);
    }

    private static IEnumerable<(string File, string Text)> Read(string pattern) =>
        from path in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), pattern, SearchOption.AllDirectories)
        let file = Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')
        // The design system comes as it is, and its version is pinned.
        where !file.Split('/').Any(part => part is "obj" or "bin" or "node_modules" or "Migrations" or "dsfr")
        select (file, File.ReadAllText(path));

    private static void AssertNowhere((string File, string Text)[] files, params string[] forbidden)
    {
        Assert.NotEmpty(files);
        Assert.Empty(
            from file in files
            from text in forbidden
            where file.Text.Contains(text, StringComparison.Ordinal)
            select $"{file.File}: {text}");
    }

    private static IEnumerable<string> Matches(Regex pattern, (string File, string Text)[] files) =>
        from file in files
        from Match match in pattern.Matches(file.Text)
        select $"{file.File}: {match.Value.Trim()}";

    [GeneratedRegex("""<script(?![^>]*\bsrc=)""")]
    private static partial Regex InlineScript();

    [GeneratedRegex("""\son[a-z]+\s*=\s*["']""")]
    private static partial Regex Handler();

    [GeneratedRegex("""(?:src|srcset|<link[^>]*href)\s*=\s*["'](?:https?:)?//[^"']*""")]
    private static partial Regex ForeignAsset();

    [GeneratedRegex("""GeneratedRegex\([^\n]*\([^()\n]*[+*]\)[+*{][^\n]*""")]
    private static partial Regex NestedRepetition();

    [GeneratedRegex("""(?m)^\s*(?:private|internal|public) static (?!readonly|partial|extern|async|implicit|explicit|operator|class)[\w<>\[\]?, .]+ \w+(?: = [^>][^\n]*)?;""")]
    private static partial Regex SharedState();
}
