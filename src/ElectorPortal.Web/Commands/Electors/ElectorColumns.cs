namespace ElectorPortal.Web.Commands.Electors;

/// <summary>The columns of a file of electors (contract §3).</summary>
internal static class ElectorColumns
{
    public const string Email = "email";
    public const string OtherEmails = "autres_emails";
    public const string Civility = "civilite";
    public const string BirthName = "nom";
    public const string UsageName = "nom_usage";
    public const string FirstNames = "prenoms";
    public const string Numen = "numen";
    public const string BirthDate = "date_naissance";
    public const string Academy = "academie";
    public const string Corps = "corps";
    public const string Posting = "affectation";
    public const string Phone = "telephone";
    public const string Contests = "scrutins";

    public static readonly IReadOnlyList<string> All =
    [
        Email, OtherEmails, Civility, BirthName, UsageName, FirstNames, Numen, BirthDate, Academy, Corps, Posting, Phone, Contests,
    ];
}
