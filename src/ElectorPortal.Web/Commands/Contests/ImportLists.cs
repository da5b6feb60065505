using ElectorPortal.Domain.Contests;
using ElectorPortal.Web.Commands.Files;
using ElectorPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Commands.Contests;

/// <summary>Brings candidate lists, with their manifestos, to what a file says; those that it does not name stay as they are.</summary>
internal sealed class ImportLists(PortalDbContext db, ImportContestFile import)
{
    public Task<ContestFile> ExecuteAsync(FileRequest request, CancellationToken cancellation) =>
        import.ExecuteAsync(request, ContestColumns.OfLists, ApplyAsync, cancellation);

    private async Task ApplyAsync(ContestFile reading, CancellationToken cancellation)
    {
        var contests = await db.Contests.Include(contest => contest.Lists).ToDictionaryAsync(contest => contest.Code, StringComparer.Ordinal, cancellation);
        var digests = await db.Set<Manifesto>().ToDictionaryAsync(manifesto => manifesto.ListId, manifesto => (manifesto.FileName, manifesto.Digest), cancellation);
        var named = new HashSet<(string, int)>();
        foreach (var line in reading.Read((cells, record) => Read(cells, record, contests, reading.Folder)))
        {
            if (!named.Add((line.Contest.Code, line.Number)))
                reading.Reject(line.Record, new LineProblem(ContestColumns.Number, "Ce numéro de liste figure déjà plus haut dans le fichier pour ce scrutin."));
            else
                reading.Count(await ApplyAsync(line, digests, cancellation));
        }

        import.RemarkOnOpenVote(reading);
    }

    private async Task<LineFate> ApplyAsync(ListLine line, Dictionary<int, (string FileName, byte[] Digest)> digests, CancellationToken cancellation)
    {
        if (line.Contest.Lists.Find(list => list.Number == line.Number) is not { } list)
        {
            line.Contest.Lists.Add(new CandidateList { Number = line.Number, Acronym = line.Acronym, Label = line.Label, Manifesto = line.File?.ToManifesto() });
            return LineFate.New;
        }

        (list.Acronym, list.Label) = (line.Acronym, line.Label);
        var isFiledAnew = await FileAnewAsync(list, line.File, digests, cancellation);
        return isFiledAnew || db.Entry(list).State == EntityState.Modified ? LineFate.Changed : LineFate.Unchanged;
    }

    /// <returns>Whether the manifesto is another one now, or gone.</returns>
    private async Task<bool> FileAnewAsync(
        CandidateList list, ManifestoFile? file, Dictionary<int, (string FileName, byte[] Digest)> digests, CancellationToken cancellation)
    {
        var isFiled = digests.TryGetValue(list.Id, out var filed);
        if (isFiled == file is not null && (file is null || (filed.FileName == file.Name && filed.Digest.AsSpan().SequenceEqual(file.Digest))))
            return false;

        if (await db.Set<Manifesto>().SingleOrDefaultAsync(manifesto => manifesto.ListId == list.Id, cancellation) is not { } manifesto)
            list.Manifesto = file!.ToManifesto();
        else if (file is null)
            db.Remove(manifesto);
        else
            (manifesto.FileName, manifesto.Content, manifesto.Digest, manifesto.Length) = (file.Name, file.Content, file.Digest, file.Content.Length);
        return true;
    }

    private static ListLine Read(CellReader cells, CsvRecord record, Dictionary<string, Contest> contests, string folder)
    {
        var contest = cells.Contest(contests);
        var fileName = cells.Text(ContestColumns.Manifesto, Manifesto.FileNameMaxLength, null);
        ManifestoFile? file = null;
        if (fileName.Length > 0 && ManifestoFile.Read(folder, fileName, out file) is { } problem)
            cells.Refuse(ContestColumns.Manifesto, problem);
        return new ListLine(
            record,
            contest!,
            cells.Number(ContestColumns.Number, 1, CandidateList.MaxNumber),
            cells.Text(ContestColumns.Acronym, CandidateList.AcronymMaxLength, "Le sigle manque."),
            cells.Text(ContestColumns.Label, CandidateList.LabelMaxLength, "Le libellé manque."),
            file);
    }

    private sealed record ListLine(CsvRecord Record, Contest Contest, int Number, string Acronym, string Label, ManifestoFile? File);
}
