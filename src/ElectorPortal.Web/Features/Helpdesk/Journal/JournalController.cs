using ElectorPortal.Web.Features.Shared;
using ElectorPortal.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.Helpdesk.Journal;

/// <summary>The request journal, newest first.</summary>
[Authorize(Policy = Policies.Helpdesk)]
internal sealed class JournalController(ReadJournal read) : Controller
{
    [HttpGet("/helpdesk/journal")]
    public async Task<IActionResult> Index(JournalFilter filter, CancellationToken cancellation)
    {
        var page = await read.ReadAsync(filter, cancellation);
        foreach (var (field, message) in page.Errors)
            ModelState.AddModelError(field, message);
        return ModelState.IsValid ? View(page) : this.Refused(page);
    }

    [HttpGet("/helpdesk/journal.csv")]
    public async Task<IActionResult> Export(JournalFilter filter, [FromServices] ExportJournal export, CancellationToken cancellation) =>
        await export.ExportAsync(filter, cancellation) is { } file ? file : this.SeeOther(filter.Address());
}
