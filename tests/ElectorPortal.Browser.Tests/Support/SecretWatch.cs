using System.Text;
using System.Text.RegularExpressions;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Browser.Tests.Support;

/// <summary>Keeps what a portal logs, and looks at its end for the secrets of the tests' people: in the log, and in the database as it lies on disk.</summary>
internal sealed partial class SecretWatch
{
    public LogLines Log { get; } = new();

    /// <param name="database">The file; its journal beside it is looked at as well.</param>
    /// <param name="sent">The texts of all messages.</param>
    public void AssertKept(string database, IEnumerable<string> sent)
    {
        var secrets = SentSecrets.In(sent).ToList();
        var files = new[] { database, $"{database}-wal" }.Where(File.Exists).Select(file => Encoding.Latin1.GetString(File.ReadAllBytes(file)));
        foreach (var text in files.Append(Log.Text))
        {
            Assert.Equal("", Secret().Match(text).Value);
            Assert.DoesNotContain(secrets, secret => text.Contains(secret, StringComparison.Ordinal));
        }
    }

    /// <summary>Passwords that the tests choose, every NUMEN and number that they invent, and the token of a link.</summary>
    [GeneratedRegex(@"Chemin-de-fer7|Verger-en-fleur3|six canards au fond|20E[0-9]{7}ABC|(?:0|\+33)6 ?12 ?34 ?[0-9]{2} ?[0-9]{2}|token=[\w-]{20,}")]
    private static partial Regex Secret();
}
