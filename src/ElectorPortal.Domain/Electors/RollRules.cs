using ElectorPortal.Domain.Elections;

namespace ElectorPortal.Domain.Electors;

public static class RollRules
{
    /// <summary>
    /// Electors leave the rolls until the eve of the first day of the vote, midnight in Paris (code général de la fonction publique,
    /// R. 211-528).
    /// </summary>
    public static bool MayRemove(Window voting, DateTime now) =>
        voting.Opens is not { } opens || ParisTime.FromUtc(now).Date < ParisTime.FromUtc(opens).Date;
}
