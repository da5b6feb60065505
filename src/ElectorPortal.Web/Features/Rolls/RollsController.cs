using ElectorPortal.Domain.Elections;
using ElectorPortal.Web.Features.Shared;
using ElectorPortal.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.Rolls;

/// <summary>The electoral rolls of the elector's contests.</summary>
[Authorize(Policy = Policies.Elector)]
[DuringWindow(ElectionFunction.Rolls)]
internal sealed class RollsController(ReadRoll read) : Controller
{
    [HttpGet("/portail/listes-electorales")]
    public async Task<IActionResult> Index(RollFilter filter, CancellationToken cancellation)
    {
        if (await read.ReadAsync(filter, cancellation) is not { } page)
            return NotFound();

        return page.Problem is { } problem ? this.Refused(page, "nom", problem) : View(page);
    }
}
