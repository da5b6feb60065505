using ElectorPortal.Web.Features.Shared;
using ElectorPortal.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.Helpdesk.SignIn;

/// <summary>What a page asks for the agent who wishes to stay.</summary>
[Authorize(Policy = Policies.Helpdesk)]
internal sealed class AgentSessionController(TimeProvider time) : Controller
{
    [HttpGet("/helpdesk/session")]
    public IActionResult Index() => this.SessionSeconds(time);
}
