using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using ElectorPortal.Web.Settings;

namespace ElectorPortal.Web.Messaging;

/// <summary>
/// The HTML part of a mail: the same text, paragraph by paragraph, so that the two cannot drift apart. Made when the mail leaves: what waits in
/// the outbox is the text alone.
/// </summary>
internal sealed partial class MailFrame(PortalOptions portal)
{
    /// <summary>Leaves accented letters as they are. Made once: it goes through all of Unicode.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);

    private static readonly string Frame = EmbeddedFile.ReadText("Messaging.Mail.Frame.html");

    public string Around(MailMessage mail)
    {
        var body = new StringBuilder();
        foreach (var paragraph in mail.Text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var encoded = Encoder.Encode(paragraph).Replace("&#xA;", "<br>\n", StringComparison.Ordinal);
            body.Append("<p>").Append(WebAddress().Replace(encoded, """<a href="$0">$0</a>""")).Append("</p>\n");
        }

        return Frame
            .Replace("{Subject}", HtmlEncoder.Default.Encode(mail.Subject), StringComparison.Ordinal)
            .Replace("{Organisation}", HtmlEncoder.Default.Encode(portal.Organisation), StringComparison.Ordinal)
            .Replace("{Body}", body.ToString(), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"https?://[^\s<]+", RegexOptions.CultureInvariant)]
    private static partial Regex WebAddress();
}
