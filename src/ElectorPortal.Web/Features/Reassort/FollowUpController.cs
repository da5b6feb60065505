using ElectorPortal.Web.Security;
using ElectorPortal.Web.Security.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.Reassort;

/// <summary>What became of an elector's requests: open as long as he can sign in, whatever the window of the réassort.</summary>
[Authorize(Policy = Policies.Elector)]
internal sealed class FollowUpController(SignedInElector elector, FollowUp followUp) : Controller
{
    [HttpGet("/portail/reassort/suivi")]
    public async Task<IActionResult> Index(CancellationToken cancellation) =>
        View("FollowUp", await followUp.ReadAsync(elector.Id, cancellation));
}
