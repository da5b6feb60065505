using ElectorPortal.Web.Features.Shared;
using ElectorPortal.Web.Security.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.Reassort;

/// <summary>« Ce n'est pas moi »: the page behind the link of the confirmation mail. Opening it changes nothing; its button does.</summary>
[AllowAnonymous]
[Route("/portail/signalement")]
internal sealed class ReportController(PortalCookies cookies, ReportReassort report) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Index(string? token, CancellationToken cancellation)
    {
        if (Request.QueryString.HasValue)
        {
            cookies.ReportLink = token ?? "";
            return this.SeeOther(Request.Path);
        }

        var request = await report.FindAsync(cookies.ReportLink, cancellation);
        return View("Report", new ReportPage(request is not null, request?.ReportedAt is not null));
    }

    [HttpPost]
    public async Task<IActionResult> Index(CancellationToken cancellation)
    {
        await report.ReportAsync(cookies.ReportLink, cancellation);
        return this.SeeOther(Request.Path);
    }
}

/// <param name="IsKnown">Whether the link belongs to a request at all.</param>
internal sealed record ReportPage(bool IsKnown, bool IsReported);
