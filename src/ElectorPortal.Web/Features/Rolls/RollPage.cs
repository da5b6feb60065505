using System.ComponentModel.DataAnnotations;
using ElectorPortal.Domain.Contests;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.Rolls;

/// <summary>What of a roll is asked for; each part may be empty.</summary>
public sealed record RollFilter
{
    [Display(Name = "Scrutin")]
    [FromQuery(Name = "scrutin")]
    public string? Contest { get; init; }

    [Display(Name = "Nom")]
    [FromQuery(Name = "nom")]
    public string? Name { get; init; }

    /// <summary>The number of the elector with whom the page before ended.</summary>
    [FromQuery(Name = "apres")]
    public int? After { get; init; }

    public string Address(int? after = null) =>
        $"/portail/listes-electorales?scrutin={Uri.EscapeDataString(Contest ?? "")}"
        + (string.IsNullOrWhiteSpace(Name) ? "" : $"&nom={Uri.EscapeDataString(Name)}")
        + (after is null ? "" : $"&apres={after}");
}

/// <summary>What the law lets other electors of a contest read of one, and no more.</summary>
public sealed record RollLine(int ElectorId, string Civility, string BirthName, string? UsageName, string FirstNames, string Corps, string Posting)
{
    public string Name => UsageName is null ? $"{BirthName} {FirstNames}" : $"{UsageName} {FirstNames} (nom de naissance\u00A0: {BirthName})";
}

/// <summary>A page of the roll of one contest.</summary>
public sealed record RollPage
{
    public required RollFilter Filter { get; init; }

    /// <summary>Those of the elector, to choose from; the code stands for the label of one that is not published yet.</summary>
    public required IReadOnlyList<(string Code, string Label)> Contests { get; init; }

    /// <summary>Null where the elector has none.</summary>
    public Contest? Contest { get; init; }

    /// <summary>The elector who reads.</summary>
    public required int Own { get; init; }

    /// <summary>How many stand on the roll, on its first page; null elsewhere.</summary>
    public int? Count { get; init; }

    public IReadOnlyList<RollLine> Lines { get; init; } = [];

    /// <summary>With whom this page ends; null on the last one.</summary>
    public int? Next { get; init; }

    /// <summary>More electors answer to the name than are shown.</summary>
    public bool IsCutShort { get; init; }

    /// <summary>Why nothing was looked for.</summary>
    public string? Problem { get; init; }
}
