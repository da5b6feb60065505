using ElectorPortal.Web.Features.Shared.Rendering;
using ElectorPortal.Web.Security;
using ElectorPortal.Web.Security.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.Account;

/// <summary>The signed-in home.</summary>
[Authorize(Policy = Policies.Elector)]
internal sealed class AccountController(SignedInElector elector) : Controller
{
    [HttpGet("/portail/accueil"), SharedPage(Readers.Electors)]
    public IActionResult Index() => View(elector.FindTerritory());
}
