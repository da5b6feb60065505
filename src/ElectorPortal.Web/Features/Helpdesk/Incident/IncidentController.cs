using ElectorPortal.Web.Data;
using ElectorPortal.Web.Features.Shared;
using ElectorPortal.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Helpdesk.Incident;

[Authorize(Policy = Policies.Administrator)]
[Route("/helpdesk/bandeau")]
internal sealed class IncidentController(PortalDbContext db, ChangeIncident change) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Index(CancellationToken cancellation)
    {
        var form = await FillAsync(new IncidentForm(), cancellation);
        return View(form with { Text = form.Shown });
    }

    [HttpPost]
    public async Task<IActionResult> Index(IncidentForm form, CancellationToken cancellation) =>
        await change.ShowAsync(form.Text?.Trim() ?? "", cancellation) is { } refusal
            ? this.Refused(await FillAsync(form, cancellation), nameof(form.Text), IncidentForm.Say(refusal))
            : this.SeeOther("/helpdesk/bandeau");

    [HttpPost("retrait")]
    public async Task<IActionResult> End(CancellationToken cancellation)
    {
        await change.EndAsync(cancellation);
        return this.SeeOther("/helpdesk/bandeau");
    }

    private async Task<IncidentForm> FillAsync(IncidentForm form, CancellationToken cancellation)
    {
        var notice = await db.Incidents.AsNoTracking().SingleAsync(cancellation);
        return form with { Shown = notice.Text, ChangedAt = notice.ChangedAt };
    }
}
