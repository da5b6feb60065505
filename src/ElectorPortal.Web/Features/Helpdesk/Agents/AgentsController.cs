using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Features.Shared;
using ElectorPortal.Web.Security;
using ElectorPortal.Web.Security.Agents;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Helpdesk.Agents;

/// <summary>
/// Who the agents are. A link is answered to the very POST that made it: it is shown once, and no page can show it again.
/// </summary>
[Authorize(Policy = Policies.Administrator)]
[Route("/helpdesk/agents")]
internal sealed class AgentsController(PortalDbContext db, SignedInAgent me) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Index(CancellationToken cancellation) => View(
        await db.Agents.AsNoTracking().Include(agent => agent.Academy)
            .OrderBy(agent => agent.DisabledAt != null).ThenBy(agent => agent.Name).ThenBy(agent => agent.Id)
            .ToListAsync(cancellation));

    [HttpGet("{id:int}")]
    public async Task<IActionResult> Details(int id, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) is { } agent ? View(agent) : NotFound();

    [HttpGet("nouveau")]
    public async Task<IActionResult> Add(CancellationToken cancellation) => View(await FillAsync(new AgentForm(), cancellation));

    [HttpPost("nouveau")]
    public async Task<IActionResult> Add(AgentForm form, [FromServices] AddAgent add, CancellationToken cancellation)
    {
        form = await FillAsync(form, cancellation);
        if (form.Read(ModelState) is not { } request)
            return this.Refused(form);

        return await add.AddAsync(request, cancellation) switch
        {
            AgentAnswer.Refused { Reason: var reason } => this.Refused(form, AgentForm.FieldOf(reason), AgentTexts.Say(reason)),
            AgentAnswer.Done { Invitation: var invitation } => View("Invitation", invitation),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    [HttpPost("{id:int}/desactivation")]
    public async Task<IActionResult> Disable(int id, [FromServices] DisableAgent disable, CancellationToken cancellation) =>
        await disable.DisableAsync(id, me.Id, cancellation) is AgentAnswer.Refused { Reason: var reason }
            ? await RefuseAsync(id, reason, cancellation)
            : this.SeeOther("/helpdesk/agents");

    [HttpPost("{id:int}/nouveau-lien")]
    public async Task<IActionResult> Reset(int id, [FromServices] ResetAgent reset, CancellationToken cancellation) =>
        await reset.ResetAsync(id, me.Id, cancellation) switch
        {
            AgentAnswer.Refused { Reason: var reason } => await RefuseAsync(id, reason, cancellation),
            AgentAnswer.Done { Invitation: var invitation } => View("Invitation", invitation),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private async Task<IActionResult> RefuseAsync(int id, AgentRefusal reason, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) is { } agent
            ? this.Refused(agent, "", AgentTexts.Say(reason), nameof(Details))
            : NotFound();

    private Task<Agent?> FindAsync(int id, CancellationToken cancellation) =>
        db.Agents.AsNoTracking().Include(agent => agent.Academy).SingleOrDefaultAsync(agent => agent.Id == id, cancellation);

    private async Task<AgentForm> FillAsync(AgentForm form, CancellationToken cancellation) => form with
    {
        Academies = await db.Academies.OrderBy(academy => academy.FoldedName).Select(academy => academy.Name).ToListAsync(cancellation),
    };
}
