using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Features.Shared;
using ElectorPortal.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Helpdesk.Electors;

/// <summary>Finds electors and shows their files.</summary>
[Authorize(Policy = Policies.Helpdesk)]
internal sealed class ElectorsController(PortalDbContext db, RequestJournal journal) : Controller
{
    [HttpGet("/helpdesk/electeurs")]
    public async Task<IActionResult> Index(
        [FromQuery(Name = "electeur")] string? text, [FromServices] FindElectors find, CancellationToken cancellation)
    {
        var page = new ElectorsPage { Elector = text };
        if (string.IsNullOrWhiteSpace(text))
            return View(page);

        var found = await find.FindAsync(text, cancellation);
        return found.Problem is { } problem ? this.Refused(page, "electeur", problem) : View(page with { Found = found });
    }

    [HttpGet("/helpdesk/electeurs/{id:int}")]
    public async Task<IActionResult> Show(int id, [FromServices] ReadElectorFile read, CancellationToken cancellation)
    {
        if (await read.ReadAsync(id, journal.Now, cancellation) is not { } file)
            return await NotFoundAsync(id, cancellation);

        journal.Done(JournalKind.Consultation, id);
        await db.SaveChangesAsync(cancellation);
        return View("File", file);
    }

    /// <summary>An elector of another académie and one who does not exist look the same; the journal tells them apart.</summary>
    private async Task<IActionResult> NotFoundAsync(int id, CancellationToken cancellation)
    {
        var exists = await db.Electors.AnyAsync(elector => elector.Id == id, cancellation);
        journal.Refused(
            JournalKind.Consultation, exists ? id : null, exists ? HelpdeskRefusal.OutOfScope : HelpdeskRefusal.NotFound);
        await db.SaveChangesAsync(cancellation);
        return NotFound();
    }
}
