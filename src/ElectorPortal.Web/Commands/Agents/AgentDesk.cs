using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Features.Helpdesk.Agents;
using ElectorPortal.Web.Security.Agents;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Commands.Agents;

/// <summary>What the operator does to agents, and reads about it.</summary>
internal sealed class AgentDesk(PortalDbContext db, AddAgent add, DisableAgent disable, ResetAgent reset, CommandConsole console)
{
    public async Task<int> AddAsync(AgentRequest request, CancellationToken cancellation) =>
        Tell(await add.AddAsync(request, cancellation), "Agent ajouté.");

    public async Task<int> DisableAsync(EmailAddress email, CancellationToken cancellation) =>
        Tell(await disable.DisableAsync(await FindAsync(email, cancellation), null, cancellation), "Agent désactivé.");

    public async Task<int> ResetAsync(EmailAddress email, CancellationToken cancellation) =>
        Tell(await reset.ResetAsync(await FindAsync(email, cancellation), null, cancellation), "L'agent doit s'inscrire de nouveau.");

    private Task<int?> FindAsync(EmailAddress email, CancellationToken cancellation) =>
        db.Agents.Where(agent => agent.Email == email).Select(agent => (int?)agent.Id).SingleOrDefaultAsync(cancellation);

    private int Tell(AgentAnswer answer, string done)
    {
        if (answer is AgentAnswer.Refused { Reason: var reason })
        {
            console.WriteError(AgentTexts.Say(reason));
            return reason is AgentRefusal.AcademyMissing or AgentRefusal.AcademyUnexpected ? ExitCodes.WrongUsage : ExitCodes.Failed;
        }

        console.WriteLine(done);
        if (answer is AgentAnswer.Done { Invitation: { } invitation })
            Tell(invitation);
        return ExitCodes.Done;
    }

    private void Tell(EnrolmentInvitation invitation)
    {
        console.WriteLine(
            $"Lien d'inscription, à remettre à l'agent par un moyen sûr. Il est valable 3 jours, jusqu'au {FrenchDates.DayAndTime(invitation.ExpiresAt)} "
            + "(heure de Paris), et ne peut servir qu'une fois :");
        console.WriteLine(invitation.Link);
    }
}
