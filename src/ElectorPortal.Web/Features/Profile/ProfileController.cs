using ElectorPortal.Domain.Elections;
using ElectorPortal.Web.Features.Shared;
using ElectorPortal.Web.Security;
using ElectorPortal.Web.Security.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.Profile;

/// <summary>What the rolls say of the elector.</summary>
[Authorize(Policy = Policies.Elector)]
[DuringWindow(ElectionFunction.Profile)]
internal sealed class ProfileController(SignedInElector elector) : Controller
{
    [HttpGet("/portail/profil")]
    public async Task<IActionResult> Index(CancellationToken cancellation) => View(await elector.ReadAsync(cancellation));
}
