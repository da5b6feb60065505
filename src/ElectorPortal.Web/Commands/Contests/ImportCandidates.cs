using ElectorPortal.Domain.Contests;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Commands.Files;
using ElectorPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Commands.Contests;

/// <summary>Brings the candidates of lists to what a file says, rank by rank; ranks that it does not name stay as they are.</summary>
internal sealed class ImportCandidates(PortalDbContext db, ImportContestFile import)
{
    public Task<ContestFile> ExecuteAsync(FileRequest request, CancellationToken cancellation) =>
        import.ExecuteAsync(request, ContestColumns.OfCandidates, ApplyAsync, cancellation);

    private async Task ApplyAsync(ContestFile reading, CancellationToken cancellation)
    {
        var contests = await db.Contests.AsNoTracking().Include(contest => contest.Lists).ToDictionaryAsync(contest => contest.Code, StringComparer.Ordinal, cancellation);
        var known = await db.Set<Candidate>().AsNoTracking().ToDictionaryAsync(candidate => (candidate.ListId, candidate.Rank), cancellation);
        var named = new Dictionary<(int ListId, int Rank), CandidateLine>();
        foreach (var line in reading.Read((cells, record) => Read(cells, record, contests)))
        {
            if (named.TryAdd((line.List.Id, line.Rank), line))
                reading.Count(Apply(line, known.GetValueOrDefault((line.List.Id, line.Rank))));
            else
                reading.Reject(line.Record, new LineProblem(ContestColumns.Rank, "Ce rang figure déjà plus haut dans le fichier pour cette liste."));
        }

        Remark(reading, named, known.Keys);
        import.RemarkOnOpenVote(reading);
    }

    private LineFate Apply(CandidateLine line, Candidate? candidate)
    {
        if (candidate is null)
        {
            db.Add(line.ToCandidate());
            return LineFate.New;
        }

        if (line.IsSameAs(candidate))
            return LineFate.Unchanged;

        db.Attach(candidate);
        line.ApplyTo(candidate);
        return LineFate.Changed;
    }

    private static void Remark(ContestFile reading, Dictionary<(int ListId, int Rank), CandidateLine> named, IEnumerable<(int ListId, int Rank)> known)
    {
        foreach (var list in named.Values.GroupBy(line => line.List.Id))
        {
            var ranks = list.Select(line => line.Rank).Concat(known.Where(rank => rank.ListId == list.Key).Select(rank => rank.Rank)).Distinct().ToList();
            if (ranks.Max() != ranks.Count)
                reading.Remarks.Add($"{list.First().ContestCode}, liste {list.First().List.Number} : les rangs ne se suivent pas de 1 à {ranks.Max()}.");
        }

        var lists = named.Keys.Select(rank => rank.ListId).ToHashSet();
        var left = known.Count(rank => lists.Contains(rank.ListId) && !named.ContainsKey(rank));
        if (left > 0)
            reading.Remarks.Add($"{CommandConsole.Count(left)} candidat(s) déjà connus de ces listes ne figurent pas dans le fichier : ils y restent.");
    }

    private static CandidateLine Read(CellReader cells, CsvRecord record, Dictionary<string, Contest> contests)
    {
        var contest = cells.Contest(contests);
        return new CandidateLine(
            record,
            contest?.Code ?? "",
            cells.List(contest)!,
            cells.Number(ContestColumns.Rank, 1, Candidate.MaxRank),
            cells.Civility(ContestColumns.Civility),
            cells.Name(ContestColumns.LastName, Elector.NameMaxLength, "Le nom manque."),
            cells.Name(ContestColumns.FirstName, Elector.NameMaxLength, "Le prénom manque."),
            cells.Text(ContestColumns.Corps, Elector.CorpsMaxLength, "Le corps manque."),
            cells.Text(ContestColumns.Posting, Elector.PostingMaxLength, "L'affectation manque."));
    }

    private sealed record CandidateLine(
        CsvRecord Record, string ContestCode, CandidateList List, int Rank, string Civility, string LastName, string FirstName, string Corps, string Posting)
    {
        public Candidate ToCandidate() => new()
        {
            ListId = List.Id,
            Rank = Rank,
            Civility = Civility,
            LastName = LastName,
            FirstName = FirstName,
            Corps = Corps,
            Posting = Posting,
        };

        public bool IsSameAs(Candidate candidate) =>
            (candidate.Civility, candidate.LastName, candidate.FirstName, candidate.Corps, candidate.Posting) == (Civility, LastName, FirstName, Corps, Posting);

        public void ApplyTo(Candidate candidate) =>
            (candidate.Civility, candidate.LastName, candidate.FirstName, candidate.Corps, candidate.Posting) = (Civility, LastName, FirstName, Corps, Posting);
    }
}
