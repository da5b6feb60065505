using ElectorPortal.Domain.Elections;

namespace ElectorPortal.Web.Features.Shared;

/// <summary>How the six functions are named and addressed, on the first page and in the signed-in home alike.</summary>
internal sealed record FunctionText(ElectionFunction Function, string Tile, string Summary, string Path)
{
    /// <summary>In the order of the tiles.</summary>
    public static IReadOnlyList<FunctionText> All { get; } =
    [
        new(ElectionFunction.Profile, "Consulter mon profil électeur",
            "Vérifiez ce que les listes électorales disent de vous.", "/portail/profil"),
        new(ElectionFunction.Contests, "Consulter les scrutins auxquels je participe",
            "Voyez pour quelles instances vous votez, et les listes de candidats.", "/portail/scrutins"),
        new(ElectionFunction.Rolls, "Consulter les listes électorales",
            "Vérifiez que votre nom y figure bien.", "/portail/listes-electorales"),
        new(ElectionFunction.Reassort, "Demander un nouvel identifiant électeur",
            "Vous n'avez pas reçu ou vous avez égaré votre notice de vote : recevez un nouvel identifiant par SMS.", "/portail/reassort"),
        new(ElectionFunction.Voting, "Voter",
            "Munissez-vous de votre identifiant électeur et de votre mot de passe.", "/portail/voter"),
        new(ElectionFunction.Results, "Accéder aux résultats",
            "Consultez les résultats de vos scrutins.", "/portail/resultats"),
    ];

    public static FunctionText Of(ElectionFunction function) => All.Single(text => text.Function == function);
}
