using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Commands.Files;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Features.Helpdesk.Journal;
using ElectorPortal.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace ElectorPortal.Web.Commands.PersonalData;

/// <summary>Writes into a file all that the portal holds about one elector, for himself (GDPR, article 15), and that it did so to the journal.</summary>
internal sealed class ExportPersonalData(PortalDbContext db, RequestJournal journal)
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <exception cref="CommandFailure">Nobody is known by this address, or the file exists.</exception>
    public async Task ExecuteAsync(EmailAddress address, string path, CancellationToken cancellation)
    {
        // Those who were removed as well.
        var elector = await db.Electors.Include(row => row.Academy).KnownBy(address, db).SingleOrDefaultAsync(cancellation)
            ?? throw new CommandFailure($"Aucun électeur n'est connu à l'adresse {address.Value}.");
        var held = await ReadAsync(elector, cancellation);
        try
        {
            await using var file = PrivateFile.Create(path);
            await file.WriteLineAsync(JsonSerializer.Serialize(held, Readable));
        }
        catch (IOException failure)
        {
            throw new CommandFailure($"Le fichier « {path} » ne peut pas être créé : {failure.Message}");
        }

        journal.Done(JournalKind.Export, elector.Id, "Droit d'accès");
        await db.SaveChangesAsync(cancellation);
    }

    private async Task<Dictionary<string, object?>> ReadAsync(Elector elector, CancellationToken cancellation)
    {
        var id = elector.Id;
        var identity = Words(db.Entry(elector));
        identity["académie"] = elector.Academy!.Name;
        foreach (var property in db.Entry(elector).ComplexProperty(row => row.Reassort).Metadata.ComplexType.GetProperties())
            Add(identity, $"{nameof(ReassortStanding)}.{property.Name}", property.GetGetter().GetClrValue(elector.Reassort));
        return new Dictionary<string, object?>
        {
            ["électeur"] = identity,
            ["adresses connues"] = await ListAsync(db.ElectorAddresses.Where(row => row.ElectorId == id), cancellation),
            ["scrutins"] = await ListAsync(db.Enrolments.Where(row => row.ElectorId == id), cancellation),
            ["émargements"] = await ListAsync(db.VoterRegister.Where(row => row.ElectorId == id), cancellation),
            ["liens envoyés"] = await ListAsync(db.AccountLinks.Where(row => row.ElectorId == id), cancellation),
            ["sessions"] = await ListAsync(db.Sessions.Where(row => row.ElectorId == id), cancellation),
            ["essais de connexion comptés"] = await ListAsync(db.SignInFailures.Where(row => row.ElectorId == id), cancellation),
            ["identifiant en vigueur"] = await ListAsync(db.Identifiers.Where(row => row.ElectorId == id), cancellation),
            ["identifiants remplacés"] = await ListAsync(db.FormerIdentifiers.Where(row => row.ElectorId == id), cancellation),
            ["demandes d'identifiant"] = await ListAsync(db.ReassortRequests.Where(row => row.ElectorId == id), cancellation),
            ["messages"] = await MessagesAsync(id, cancellation),
            ["demandes de correction"] = await ListAsync(db.CorrectionRequests.Where(row => row.ElectorId == id), cancellation),
            ["journal"] = await ListAsync(db.Journal.Where(row => row.ElectorId == id).OrderBy(row => row.Id), cancellation),
        };
    }

    private async Task<List<Dictionary<string, object?>>> MessagesAsync(int id, CancellationToken cancellation)
    {
        var messages = await db.OutboxMessages.Include(row => row.Events.OrderBy(step => step.Id)).Where(row => row.ElectorId == id).ToListAsync(cancellation);
        return
        [
            .. messages.Select(message => new Dictionary<string, object?>(Words(db.Entry(message)))
            {
                ["étapes"] = message.Events.Select(step => Words(db.Entry(step))),
            }),
        ];
    }

    private async Task<List<Dictionary<string, object?>>> ListAsync<T>(IQueryable<T> rows, CancellationToken cancellation)
        where T : class => [.. (await rows.AsTracking().ToListAsync(cancellation)).Select(row => Words(db.Entry(row)))];

    private static Dictionary<string, object?> Words(EntityEntry row)
    {
        var words = new Dictionary<string, object?>();
        foreach (var property in row.Properties)
            Add(words, $"{row.Metadata.ClrType.Name}.{property.Metadata.Name}", property.CurrentValue);
        return words;
    }

    private static void Add(Dictionary<string, object?> words, string column, object? value)
    {
        if (PersonalDataWords.Of[column] is { } word)
            words[word] = Say(value);
    }

    private static object? Say(object? value) => value switch
    {
        EmailAddress address => address.Value,
        // Kept in UTC; the database's driver does not always say so.
        DateTime instant => DateTime.SpecifyKind(instant, DateTimeKind.Utc),
        JournalKind kind => JournalWords.Of(kind),
        JournalOutcome outcome => JournalWords.Of(outcome),
        Enum other => other.ToString(),
        _ => value,
    };
}
