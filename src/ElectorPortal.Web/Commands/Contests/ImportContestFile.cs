using ElectorPortal.Domain.Elections;
using ElectorPortal.Web.Commands.Files;
using ElectorPortal.Web.Data;

namespace ElectorPortal.Web.Commands.Contests;

/// <summary>
/// Opens a file about contests and saves what one of the imports makes of it, the journal's entry included, at once: good lines are
/// applied, bad ones reported, and a run that stops leaves nothing behind.
/// </summary>
internal sealed class ImportContestFile(PortalDbContext db, CommandConsole console, Election election, TimeProvider time)
{
    /// <param name="apply">Reads the lines and brings the unit of work to what they say.</param>
    /// <exception cref="CommandFailure">The file is no list, or lacks a column.</exception>
    public async Task<ContestFile> ExecuteAsync(
        FileRequest request, IReadOnlyList<string> columns, Func<ContestFile, CancellationToken, Task> apply, CancellationToken cancellation)
    {
        var file = CsvFile.Open(request.Path);
        file.CheckColumns(columns, columns);
        return await console.WithProgressAsync($"Lecture de {file.Name}", file.LineCount, async progress =>
        {
            using var rejects = new RejectedLines(file, request.RejectsPath);
            var reading = new ContestFile(file, rejects);
            await apply(reading, cancellation);
            if (!request.DryRun)
            {
                db.Journal.Add(reading.ToEntry(time.GetUtcNow().UtcDateTime));
                await db.SaveChangesAsync(cancellation);
            }

            progress(file.LineCount);
            return reading;
        });
    }

    /// <summary>Contests and lists may change until the last moment, a wrong file included: whoever changes them late is told.</summary>
    public void RemarkOnOpenVote(ContestFile reading)
    {
        if (reading.Total(LineFate.New) + reading.Total(LineFate.Changed) > 0 && election.Voting is { Opens: not null } voting && voting.IsOpen(time.GetUtcNow().UtcDateTime))
            reading.Remarks.Add("Le vote est ouvert : les électeurs voient ces changements aussitôt.");
    }
}
