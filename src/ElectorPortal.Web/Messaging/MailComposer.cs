using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using ElectorPortal.Domain.Elections;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Settings;

namespace ElectorPortal.Web.Messaging;

/// <summary>
/// Makes a mail of a text file whose first line is the subject. The HTML part is the same text, paragraph by paragraph, so that
/// the two cannot drift apart.
/// </summary>
internal sealed partial class MailComposer(Election election, PortalOptions portal)
{
    private const string Training = "Ce message vient d'un site d'entraînement : il ne compte pas pour l'élection réelle.\n\n";

    /// <summary>Leaves accented letters as they are. Made once: it goes through all of Unicode.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);

    private static readonly string Frame = EmbeddedFile.ReadText("Messaging.Mail.Frame.html");

    /// <param name="resource">The text's path within the project, with dots.</param>
    /// <param name="values">Beside those of every mail: <c>Election</c>, <c>Year</c>, <c>Organisation</c>, <c>HelpUrl</c>.</param>
    public MailMessage Compose(string resource, Guid outboxId, EmailAddress to, params (string Name, string Value)[] values)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Election"] = election.Name,
            ["Year"] = election.Year.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Organisation"] = portal.Organisation,
            ["HelpUrl"] = portal.HelpUrl,
        };
        foreach (var (name, value) in values)
            known[name] = value;

        var parts = MessageText.Fill(resource, known).Split('\n', 2);
        var subject = election.IsTraining ? $"[Entraînement] {parts[0]}" : parts[0];
        var text = (election.IsTraining ? Training : "") + parts[1].Trim() + "\n";
        return new MailMessage { OutboxId = outboxId, To = to.Value, Subject = subject, Text = text, Html = ToHtml(subject, text) };
    }

    private string ToHtml(string subject, string text)
    {
        var body = new StringBuilder();
        foreach (var paragraph in text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var encoded = Encoder.Encode(paragraph).Replace("&#xA;", "<br>\n", StringComparison.Ordinal);
            body.Append("<p>").Append(WebAddress().Replace(encoded, """<a href="$0">$0</a>""")).Append("</p>\n");
        }

        return Frame
            .Replace("{Subject}", HtmlEncoder.Default.Encode(subject), StringComparison.Ordinal)
            .Replace("{Organisation}", HtmlEncoder.Default.Encode(portal.Organisation), StringComparison.Ordinal)
            .Replace("{Body}", body.ToString(), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"https?://[^\s<]+", RegexOptions.CultureInvariant)]
    private static partial Regex WebAddress();
}
