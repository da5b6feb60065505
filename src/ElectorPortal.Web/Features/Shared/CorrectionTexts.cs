using ElectorPortal.Domain.Corrections;

namespace ElectorPortal.Web.Features.Shared;

/// <summary>What a request for correction is about, as its elector and the helpdesk read it.</summary>
internal static class CorrectionTexts
{
    public static IReadOnlyList<(string Value, string Text)> Choices { get; } =
        [.. Enum.GetValues<CorrectedFact>().Select(fact => (fact.ToString(), Of(fact)))];

    public static string Of(CorrectedFact fact) => fact switch
    {
        CorrectedFact.Name => "Mon nom ou mes prénoms",
        CorrectedFact.Corps => "Mon corps",
        CorrectedFact.Posting => "Mon affectation",
        CorrectedFact.Academy => "Mon académie",
        CorrectedFact.Address => "Mon adresse de messagerie",
        CorrectedFact.Contests => "Mes scrutins",
        _ => "Autre chose",
    };

    /// <summary>As it is told of somebody else.</summary>
    public static string ForAgents(CorrectedFact fact) => fact switch
    {
        CorrectedFact.Name => "Nom ou prénoms",
        CorrectedFact.Corps => "Corps",
        CorrectedFact.Posting => "Affectation",
        CorrectedFact.Academy => "Académie",
        CorrectedFact.Address => "Adresse de messagerie",
        CorrectedFact.Contests => "Scrutins",
        _ => "Autre chose",
    };
}
