using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Features.Shared;
using ElectorPortal.Web.Features.Shared.Rendering;
using ElectorPortal.Web.Security.Throttling;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.Home;

[AllowAnonymous]
internal sealed class HomeController : Controller
{
    [HttpGet("/"), SharedPage(Readers.Visitors)]
    public IActionResult Index() => View(new EntryForm());

    [HttpPost("/")]
    public async Task<IActionResult> Index(
        EntryForm form, [FromServices] EnterWithAddress enter, [FromServices] NodeLimits limits, [FromServices] ReaderTexts reader,
        CancellationToken cancellation)
    {
        if (!EmailAddress.TryParse(form.Email, out var address))
            return this.Refused(form, nameof(form.Email), EntryForm.WrongAddress);
        if (limits.TakeEntry() is { Ticks: > 0 } wait)
            return this.Throttled(form, ThrottlingTexts.TooManyEntries(wait), wait);

        return await enter.EnterAsync(address, cancellation) switch
        {
            Entry.Password => this.SeeOther("/portail/motdepasse.htm"),
            Entry.Busy => this.Busy(form),
            _ => Announced(form, reader),
        };
    }

    private SharedViewResult Announced(EntryForm form, ReaderTexts reader)
    {
        reader.TypedAddress = form.Email;
        ViewData.Model = form with { MailAnnounced = true };
        return new SharedViewResult { Name = nameof(Announced), ViewData = ViewData, TempData = TempData };
    }
}
