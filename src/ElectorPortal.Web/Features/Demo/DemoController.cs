using ElectorPortal.Web.Messaging.Demo;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace ElectorPortal.Web.Features.Demo;

/// <summary>Who can try the portal, and the mailbox of the demonstration. Outside Development these addresses do not exist.</summary>
[AllowAnonymous]
internal sealed class DemoController(DemoMailbox mailbox, IHostEnvironment environment) : Controller
{
    public override void OnActionExecuting(ActionExecutingContext context)
    {
        if (!environment.IsDevelopment())
            context.Result = NotFound();
    }

    [HttpGet("/demo")]
    public IActionResult Index() => View(DemonstrationElectors.All);

    [HttpGet("/demo/messages")]
    public IActionResult Messages() => View(mailbox.NewestFirst);

    /// <summary>The HTML part of a mail, as its recipient sees it.</summary>
    [HttpGet("/demo/messages/{id:guid}")]
    public IActionResult Message(Guid id)
    {
        if (mailbox.NewestFirst.FirstOrDefault(message => message.Id == id)?.Html is not { } html)
            return NotFound();

        // A mail brings its styles along, as mail programs require.
        Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
        return Content(html, "text/html; charset=utf-8");
    }
}
