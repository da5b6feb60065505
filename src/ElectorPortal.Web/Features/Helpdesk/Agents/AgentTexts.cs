using ElectorPortal.Domain.Helpdesk;

namespace ElectorPortal.Web.Features.Helpdesk.Agents;

/// <summary>What people read about agents, on a page or a terminal.</summary>
internal static class AgentTexts
{
    public const string EveryAcademy = "Toutes";

    public static string Say(AgentRole role) => role switch
    {
        AgentRole.Agent => "Agent",
        AgentRole.Supervisor => "Superviseur",
        AgentRole.Administrator => "Administrateur",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    public static string Say(AgentRefusal refusal) => refusal switch
    {
        AgentRefusal.AcademyMissing => "Un agent aide les électeurs d'une académie : indiquez laquelle.",
        AgentRefusal.AcademyUnexpected => "Un superviseur ou un administrateur voit toutes les académies : n'en indiquez aucune.",
        AgentRefusal.AcademyUnknown => "Cette académie n'existe pas. Vérifiez son nom.",
        AgentRefusal.AlreadyThere => "Un agent en service a déjà cette adresse. Vérifiez-la.",
        AgentRefusal.Unknown => "Cet agent n'existe pas.",
        AgentRefusal.Disabled => "Cet agent est désactivé. Pour qu'il revienne, ajoutez-le de nouveau.",
        AgentRefusal.Himself => "Vous ne pouvez ni vous désactiver ni vous réinscrire vous-même : demandez à un autre administrateur.",
        _ => throw new ArgumentOutOfRangeException(nameof(refusal)),
    };

    public static string SayState(Agent agent, DateTime now) => agent switch
    {
        { DisabledAt: { } since } => $"Désactivé le {FrenchDates.Short(since)}",
        { IsEnrolled: true } => "Inscrit",
        { EnrolmentExpiresAt: { } end } when now < end => $"Lien d'inscription valable jusqu'au {FrenchDates.Short(end)}",
        _ => "Lien d'inscription expiré",
    };

    public static string AcademyOf(Agent agent) => agent.Academy?.Name ?? EveryAcademy;
}
