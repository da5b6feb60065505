using ElectorPortal.Domain.Contests;
using ElectorPortal.Domain.Elections;

namespace ElectorPortal.Web.Features.Shared;

/// <summary>What the pages say of a contest.</summary>
internal static class ContestTexts
{
    /// <summary>« Académie d'Amiens : Professeurs certifiés », « Scrutin national : tous les corps ».</summary>
    public static string Perimeter(Contest contest) =>
        $"{(contest.Academy is { } academy ? $"Académie\u00A0: {academy.Name}" : "Scrutin national")}, {(contest.Corps is { } corps ? $"corps\u00A0: {corps}" : "tous les corps")}";

    public static string Seats(Contest contest) => contest.Seats == 1 ? "1 siège à pourvoir" : $"{contest.Seats} sièges à pourvoir";

    /// <summary>Where the vote stands, the same for all contests.</summary>
    public static (string Text, string Badge) Vote(WindowState state) => state switch
    {
        WindowState.Before => ("Vote pas encore ouvert", "fr-badge--info"),
        WindowState.Open => ("Vote ouvert", "fr-badge--success"),
        _ => ("Vote clos", "fr-badge--warning"),
    };
}
