namespace ElectorPortal.Web.Commands.Contests;

/// <summary>The columns of the files about contests (contract §3).</summary>
internal static class ContestColumns
{
    public const string Code = "code";
    public const string Body = "instance";
    public const string Label = "libelle";
    public const string Academy = "academie";
    public const string Corps = "corps";
    public const string Seats = "sieges";

    public const string Contest = "scrutin";
    public const string Number = "numero";
    public const string Acronym = "sigle";
    public const string Manifesto = "profession_de_foi";

    public const string ListNumber = "numero_liste";
    public const string Rank = "rang";
    public const string Civility = "civilite";
    public const string LastName = "nom";
    public const string FirstName = "prenom";
    public const string Posting = "affectation";

    public const string Registered = "inscrits";
    public const string Voters = "votants";
    public const string Blank = "blancs";
    public const string Votes = "voix";

    public static readonly IReadOnlyList<string> OfContests = [Code, Body, Label, Academy, Corps, Seats];

    public static readonly IReadOnlyList<string> OfLists = [Contest, Number, Acronym, Label, Manifesto];

    public static readonly IReadOnlyList<string> OfCandidates = [Contest, ListNumber, Rank, Civility, LastName, FirstName, Corps, Posting];

    public static readonly IReadOnlyList<string> OfResults = [Contest, Registered, Voters, Blank, ListNumber, Votes, Seats];
}
