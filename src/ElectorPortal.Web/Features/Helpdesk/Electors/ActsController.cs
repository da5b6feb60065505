using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Features.Shared;
using ElectorPortal.Web.Security;
using ElectorPortal.Web.Security.Agents;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Helpdesk.Electors;

/// <summary>What agents do for an elector: a page that says what will happen and asks why, then the act.</summary>
[Authorize(Policy = Policies.Helpdesk)]
[Route("/helpdesk/electeurs/{id:int}/{slug}")]
internal sealed class ActsController(SignedInAgent agent, OutOfSight outOfSight) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Index(
        int id, string slug, [FromQuery(Name = "demande")] Guid? request, [FromServices] RequestJournal journal,
        [FromServices] PortalDbContext db, CancellationToken cancellation)
    {
        if (await PageAsync(id, slug, new ActForm { Request = request }, cancellation) is not { } page)
            return NotFound();

        // The page names the elector and his address: opening it is reading his file.
        journal.Done(JournalKind.Consultation, id);
        await db.SaveChangesAsync(cancellation);
        return View("Act", page);
    }

    [HttpPost]
    public async Task<IActionResult> Index(
        int id, string slug, ActForm form, [FromServices] PerformAct perform, CancellationToken cancellation)
    {
        if (await PageAsync(id, slug, form, cancellation) is not { } page)
            return NotFound();
        if (Read(page) is not { } act)
            return this.Refused(page, "Act");

        return await perform.PerformAsync(act, cancellation) switch
        {
            null => this.SeeOther($"/helpdesk/electeurs/{id}?fait={slug}"),
            HelpdeskRefusal.NotFound => NotFound(),
            { } refusal => this.Refused(page, "", ActText.Say(refusal), "Act"),
        };
    }

    /// <returns>Null where there is no such act, or no such elector for this agent: the journal notes the latter.</returns>
    private async Task<ActPage?> PageAsync(int id, string slug, ActForm form, CancellationToken cancellation)
    {
        if (ActText.All.SingleOrDefault(text => text.Slug == slug) is not { } act)
            return null;

        var elector = await agent.Electors.AsNoTracking().Include(row => row.Academy).SingleOrDefaultAsync(row => row.Id == id, cancellation);
        if (elector is not null)
            return new ActPage(elector, act, form);

        await outOfSight.NoteAsync(act.Kind, id, cancellation);
        return null;
    }

    /// <returns>Null where something of the form is wrong; the model state says what.</returns>
    private ActRequest? Read(ActPage page)
    {
        EmailAddress? address = null;
        if (page.AsksForAddress)
        {
            if (EmailAddress.TryParse(page.Form.Address, out var typed))
                address = typed;
            else
                ModelState.AddModelError(nameof(ActForm.Address), ActForm.WrongAddress);
        }

        if (HelpdeskNote.Check(page.Form.Reason) is { } refusal)
            ModelState.AddModelError(nameof(ActForm.Reason), ActForm.Say(refusal));
        if (!ModelState.IsValid)
            return null;

        return new ActRequest
        {
            ElectorId = page.Elector.Id,
            Act = page.Act.Act,
            Reason = page.Form.Reason!.Trim(),
            Address = address,
            RequestId = page.Form.Request,
        };
    }
}

/// <summary>One act for one elector.</summary>
internal sealed record ActPage(Elector Elector, ActText Act, ActForm Form)
{
    public bool AsksForAddress => Act.Act is HelpdeskAct.AddAddress or HelpdeskAct.CorrectAddress;
}
