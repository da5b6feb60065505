using System.ComponentModel.DataAnnotations;
using System.Globalization;
using ElectorPortal.Domain.Elections;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.Helpdesk.Journal;

/// <summary>What an agent looks for in the journal; each part may be empty.</summary>
public sealed record JournalFilter
{
    [Display(Name = "Électeur")]
    [FromQuery(Name = "electeur")]
    public string? Elector { get; init; }

    [Display(Name = "Académie")]
    [FromQuery(Name = "academie")]
    public string? Academy { get; init; }

    [Display(Name = "Événement")]
    [FromQuery(Name = "evenement")]
    public string? Kind { get; init; }

    [Display(Name = "Résultat")]
    [FromQuery(Name = "resultat")]
    public string? Outcome { get; init; }

    [Display(Name = "Jour")]
    [FromQuery(Name = "jour")]
    public string? Day { get; init; }

    /// <summary>Where the page before ended, as <see cref="JournalCursor"/> writes it.</summary>
    [FromQuery(Name = "avant")]
    public string? Before { get; init; }

    public bool IsEmpty => new[] { Elector, Academy, Kind, Outcome, Day }.All(string.IsNullOrWhiteSpace);

    /// <summary>The address of the page that begins after an entry, or of the first one.</summary>
    public string Address(JournalCursor? after = null) => Address("/helpdesk/journal", after);

    /// <summary>The address of the file with all that is selected.</summary>
    public string FileAddress => Address("/helpdesk/journal.csv", null);

    private string Address(string path, JournalCursor? after) => FilterAddress.Of(
        path, ("electeur", Elector), ("academie", Academy), ("evenement", Kind), ("resultat", Outcome), ("jour", Day),
        ("avant", after?.ToString()));

    /// <summary>A day as browsers send it, or as people write it: <c>2018-11-29</c>, <c>29/11/2018</c>.</summary>
    /// <returns>Its bounds in UTC; null for what is no day.</returns>
    public static (DateTime From, DateTime Until)? ReadDay(string text)
    {
        if (!DateOnly.TryParseExact(text.Trim(), ["yyyy-MM-dd", "d/M/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            || day.Year is < 2000 or > 2200)
        {
            return null;
        }

        return (StartOf(day), StartOf(day.AddDays(1)));
    }

    private static DateTime StartOf(DateOnly day) => TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue), ParisTime.Zone);
}
