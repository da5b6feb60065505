using ElectorPortal.Domain.Elections;

namespace ElectorPortal.Web.Settings;

/// <summary>Opening and closing in local Paris time, <c>2018-11-29T10:00</c>; a missing end is open.</summary>
internal sealed class WindowOptions
{
    public string? Opens { get; set; }

    public string? Closes { get; set; }

    /// <summary>Ends that do not parse count as missing: <see cref="Problems"/> reports them.</summary>
    public Window ToWindow() => new(Parse(Opens), Parse(Closes));

    public IEnumerable<string> Problems(string key)
    {
        foreach (var (end, value) in new[] { (nameof(Opens), Opens), (nameof(Closes), Closes) })
        {
            if (!string.IsNullOrWhiteSpace(value) && Parse(value) is null)
                yield return $"{key}:{end} : « {value} » n'est pas une heure de Paris de la forme 2018-11-29T10:00.";
        }

        if (Parse(Closes) <= Parse(Opens))
            yield return $"{key} : la fermeture doit venir après l'ouverture.";
    }

    private static DateTime? Parse(string? text) => ParisTime.TryParse(text, out var utc) ? utc : null;
}

/// <summary>Section <c>Election</c>.</summary>
internal sealed class ElectionOptions : ISettings
{
    public static string Section => "Election";

    /// <summary>« Élections professionnelles » and the year, unless another name is given.</summary>
    public string? Name { get; set; }

    public int Year { get; set; } = 2018;

    /// <summary>A twin with its own dates, for people to try: every page and every message says so.</summary>
    public bool IsTraining { get; set; }

    public WindowOptions Voting { get; set; } = new();

    public WindowOptions Profile { get; set; } = new();

    public WindowOptions Contests { get; set; } = new();

    public WindowOptions CandidateLists { get; set; } = new();

    public WindowOptions Rolls { get; set; } = new();

    public WindowOptions Reassort { get; set; } = new();

    public WindowOptions Results { get; set; } = new();

    public Election ToElection() => new()
    {
        Name = string.IsNullOrWhiteSpace(Name) ? $"Élections professionnelles {Year}" : Name,
        Year = Year,
        IsTraining = IsTraining,
        Voting = Voting.ToWindow(),
        Profile = Profile.ToWindow(),
        Contests = Contests.ToWindow(),
        CandidateLists = CandidateLists.ToWindow(),
        Rolls = Rolls.ToWindow(),
        Reassort = Reassort.ToWindow(),
        Results = Results.ToWindow(),
    };

    public IEnumerable<string> Problems(IHostEnvironment environment)
    {
        if (Year is < 2000 or > 2100)
            yield return "Election:Year doit être l'année de l'élection, en quatre chiffres.";
        if (environment.IsProduction() && (string.IsNullOrWhiteSpace(Voting.Opens) || string.IsNullOrWhiteSpace(Voting.Closes)))
            yield return "Election:Voting:Opens et Election:Voting:Closes manquent : le vote doit avoir un début et une fin.";

        var windows = new (string Key, WindowOptions Window)[]
        {
            (nameof(Voting), Voting), (nameof(Profile), Profile), (nameof(Contests), Contests),
            (nameof(CandidateLists), CandidateLists), (nameof(Rolls), Rolls), (nameof(Reassort), Reassort), (nameof(Results), Results),
        };
        foreach (var problem in windows.SelectMany(entry => entry.Window.Problems($"{Section}:{entry.Key}")))
            yield return problem;
        // Demonstrations and rehearsals open everything at once.
        if (environment.IsProduction() && !IsTraining)
        {
            foreach (var problem in Contradictions())
                yield return problem;
        }
    }

    /// <summary>Dates that cannot be meant together.</summary>
    private IEnumerable<string> Contradictions()
    {
        var election = ToElection();
        var (opens, closes) = (election.Voting.Opens, election.Voting.Closes);
        if (opens is { } first && ParisTime.FromUtc(first).Year != Year)
            yield return $"Election:Voting:Opens ({Voting.Opens}) n'est pas dans l'année de l'élection, Election:Year ({Year}).";
        if (election.Results.Opens < closes)
            yield return $"Election:Results:Opens ({Results.Opens}) vient avant la clôture du vote ({Voting.Closes}).";
        if (election.Reassort.Closes > closes)
            yield return $"Election:Reassort:Closes ({Reassort.Closes}) vient après la clôture du vote ({Voting.Closes}).";
        if (election.CandidateLists.Opens > opens)
            yield return $"Election:CandidateLists:Opens ({CandidateLists.Opens}) vient après l'ouverture du vote ({Voting.Opens}) : on voterait sans voir les listes.";
        foreach (var (key, window, options) in new[] { (nameof(Profile), election.Profile, Profile), (nameof(Contests), election.Contests, Contests), (nameof(Rolls), election.Rolls, Rolls) })
        {
            if (window.Opens > opens)
                yield return $"{Section}:{key}:Opens ({options.Opens}) vient après l'ouverture du vote ({Voting.Opens}).";
        }
    }
}
