using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Features.Shared;
using ElectorPortal.Web.Security;
using ElectorPortal.Web.Security.Sessions;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.SignIn;

[AllowAnonymous]
internal sealed class SignOutController(
    ElectorSessions sessions, PortalCookies cookies, SignedInElector elector, RequestJournal journal, PortalDbContext db) : Controller
{
    /// <summary>Also welcomes whoever is signed out already: a second click is no error.</summary>
    [HttpPost("/portail/deconnexion")]
    [IgnoreAntiforgeryToken]
    public async Task<IActionResult> Index([FromServices] IAntiforgery antiforgery, CancellationToken cancellation)
    {
        // The token of the page is bound to the session: it proves nothing, and guards nothing, once the session has ended.
        if (User.Identity is { IsAuthenticated: true } && !await antiforgery.IsRequestValidAsync(HttpContext))
            return BadRequest();

        if (cookies.Session is { } token && User.Identity is { IsAuthenticated: true })
        {
            journal.Done(JournalKind.SignOut, elector.Id);
            await db.SaveChangesAsync(cancellation);
            await sessions.EndAsync(token, cancellation);
        }

        cookies.Session = null;
        cookies.TypedAddress = null;
        Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return this.SeeOther("/");
    }
}
