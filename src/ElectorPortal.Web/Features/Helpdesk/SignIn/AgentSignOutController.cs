using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Features.Shared;
using ElectorPortal.Web.Security;
using ElectorPortal.Web.Security.Agents;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.Helpdesk.SignIn;

/// <summary>Whoever is signed out already is sent to the sign-in like anybody else: a second click is no error.</summary>
[Authorize(Policy = Policies.Helpdesk)]
internal sealed class AgentSignOutController(AgentSessions sessions, RequestJournal journal, PortalDbContext db) : Controller
{
    [HttpPost("/helpdesk/deconnexion")]
    public async Task<IActionResult> Index(CancellationToken cancellation)
    {
        journal.Done(JournalKind.AgentSignOut, null);
        await db.SaveChangesAsync(cancellation);
        await sessions.EndAsync(cancellation);
        Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return this.SeeOther("/helpdesk/connexion");
    }
}
