using ElectorPortal.Web.Features.Shared;
using ElectorPortal.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.Helpdesk;

[Authorize(Policy = Policies.Helpdesk)]
internal sealed class HelpdeskController : Controller
{
    [HttpGet("/helpdesk")]
    public IActionResult Index() => this.SeeOther("/helpdesk/journal");
}
