using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Features.Shared;
using ElectorPortal.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.Helpdesk.Electors;

/// <summary>Finds electors and shows their files.</summary>
[Authorize(Policy = Policies.Helpdesk)]
internal sealed class ElectorsController(PortalDbContext db, RequestJournal journal) : Controller
{
    [HttpGet("/helpdesk/electeurs")]
    public async Task<IActionResult> Index(
        [FromQuery(Name = "electeur")] string? text, [FromQuery(Name = "partout")] string? everywhere, [FromServices] FindElectors find, CancellationToken cancellation)
    {
        var page = new ElectorsPage { Elector = text };
        if (string.IsNullOrWhiteSpace(text))
            return View(page);

        var found = await find.FindAsync(text, everywhere == "oui", cancellation);
        return found.Problem is { } problem ? this.Refused(page, "electeur", problem) : View(page with { Found = found });
    }

    [HttpGet("/helpdesk/electeurs/{id:int}")]
    public async Task<IActionResult> Show(int id, [FromServices] ReadElectorFile read, [FromServices] OutOfSight outOfSight, CancellationToken cancellation)
    {
        if (await read.ReadAsync(id, journal.Now, cancellation) is not { } file)
        {
            await outOfSight.NoteAsync(JournalKind.Consultation, id, cancellation);
            return NotFound();
        }

        journal.Done(JournalKind.Consultation, id);
        await db.SaveChangesAsync(cancellation);
        return View("File", file);
    }
}
