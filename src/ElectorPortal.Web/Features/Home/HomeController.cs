using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Features.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.Home;

[AllowAnonymous]
internal sealed class HomeController : Controller
{
    [HttpGet("/")]
    public IActionResult Index() => View(new EntryForm());

    [HttpPost("/")]
    public async Task<IActionResult> Index(EntryForm form, [FromServices] EnterWithAddress enter, CancellationToken cancellation)
    {
        if (!EmailAddress.TryParse(form.Email, out var address))
            return this.Refused(form, nameof(form.Email), EntryForm.WrongAddress);

        return await enter.EnterAsync(address, cancellation) switch
        {
            Entry.Password => this.SeeOther("/portail/motdepasse.htm"),
            Entry.Busy => this.Busy(form),
            _ => View(form with { MailAnnounced = true }),
        };
    }
}
