using ElectorPortal.Domain.Elections;

namespace ElectorPortal.Web.Settings;

/// <summary>Section <c>Retention</c>: how long what is kept.</summary>
internal sealed class RetentionOptions : ISettings
{
    private const int LongestNumbers = 730;

    public static string Section => "Retention";

    /// <summary>Whether what has served is deleted each night, without anybody's doing.</summary>
    public bool Nightly { get; set; } = true;

    /// <summary>Days after the close of the vote until the telephone numbers of the HR service, and what recognises a typed number, are deleted.</summary>
    public int NumbersDays { get; set; } = 90;

    /// <summary>End of the period for appeals, Paris time, <c>2019-03-01T00:00</c>: everything about electors may be destroyed from then on.</summary>
    public string? AppealsClose { get; set; }

    /// <summary>UTC.</summary>
    public DateTime? AppealsCloseUtc => ParisTime.TryParse(AppealsClose, out var utc) ? utc : null;

    public IEnumerable<string> Problems(IHostEnvironment environment)
    {
        if (NumbersDays is < 0 or > LongestNumbers)
            yield return $"Retention:NumbersDays doit être compris entre 0 et {LongestNumbers} jours.";
        if (!string.IsNullOrWhiteSpace(AppealsClose) && AppealsCloseUtc is null)
            yield return $"Retention:AppealsClose : « {AppealsClose} » n'est pas une date de la forme 2019-03-01T00:00, à l'heure de Paris.";
    }
}
