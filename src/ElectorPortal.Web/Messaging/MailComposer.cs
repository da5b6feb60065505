using System.Globalization;
using ElectorPortal.Domain.Elections;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Settings;

namespace ElectorPortal.Web.Messaging;

/// <summary>Makes a mail of a text file whose first line is the subject.</summary>
internal sealed class MailComposer(Election election, PortalOptions portal)
{
    private const string Training = "Ce message vient d'un site d'entraînement : il ne compte pas pour l'élection réelle.\n\n";

    /// <param name="resource">The text's path within the project, with dots.</param>
    /// <param name="values">Beside those of every mail: <c>Election</c>, <c>Year</c>, <c>Organisation</c>, <c>HelpUrl</c>.</param>
    public MailMessage Compose(string resource, Guid outboxId, EmailAddress to, params (string Name, string Value)[] values)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Election"] = election.Name,
            ["Year"] = election.Year.ToString(CultureInfo.InvariantCulture),
            ["Organisation"] = portal.Organisation,
            ["HelpUrl"] = portal.HelpUrl,
        };
        foreach (var (name, value) in values)
            known[name] = value;

        var parts = MessageText.Fill(resource, known).Split('\n', 2);
        return new MailMessage
        {
            OutboxId = outboxId,
            To = to.Value,
            Subject = election.IsTraining ? $"[Entraînement] {parts[0]}" : parts[0],
            Text = (election.IsTraining ? Training : "") + parts[1].Trim() + "\n",
        };
    }
}
