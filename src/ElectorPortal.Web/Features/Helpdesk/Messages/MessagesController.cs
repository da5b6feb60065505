using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Web.Features.Helpdesk.Electors;
using ElectorPortal.Web.Features.Shared;
using ElectorPortal.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.Helpdesk.Messages;

/// <summary>What waits, what failed and why.</summary>
[Authorize(Policy = Policies.Helpdesk)]
internal sealed class MessagesController(ReadMessages read) : Controller
{
    [HttpGet("/helpdesk/messages")]
    public async Task<IActionResult> Index(MessageFilter filter, CancellationToken cancellation)
    {
        var page = await read.ReadAsync(filter, cancellation);
        foreach (var (field, message) in page.Errors)
            ModelState.AddModelError(field, message);
        return ModelState.IsValid ? View(page) : this.Refused(page);
    }

    [HttpPost("/helpdesk/messages/{id:guid}/essai")]
    public async Task<IActionResult> Retry(Guid id, [FromServices] RetryMessage retry, CancellationToken cancellation) =>
        await retry.RetryAsync(id, cancellation) switch
        {
            null => this.SeeOther("/helpdesk/messages?etat=Waiting"),
            HelpdeskRefusal.NotFound => NotFound(),
            { } refusal => this.Refused(await read.ReadAsync(new MessageFilter(), cancellation), "", ActText.Say(refusal), "Index"),
        };
}
