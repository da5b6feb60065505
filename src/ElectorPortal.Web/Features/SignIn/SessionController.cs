using ElectorPortal.Web.Features.Shared;
using ElectorPortal.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.SignIn;

/// <summary>What a page asks for whoever wishes to stay.</summary>
[Authorize(Policy = Policies.Elector)]
internal sealed class SessionController(TimeProvider time) : Controller
{
    [HttpGet("/portail/session")]
    public IActionResult Index() => this.SessionSeconds(time);
}
