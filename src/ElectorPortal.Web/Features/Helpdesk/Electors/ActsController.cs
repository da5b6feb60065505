using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Helpdesk;
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
internal sealed class ActsController(SignedInAgent agent) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Index(int id, string slug, [FromQuery(Name = "demande")] Guid? request, CancellationToken cancellation) =>
        await PageAsync(id, slug, new ActForm { Request = request }, cancellation) is { } page ? View("Act", page) : NotFound();

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

    private async Task<ActPage?> PageAsync(int id, string slug, ActForm form, CancellationToken cancellation)
    {
        if (ActText.All.SingleOrDefault(text => text.Slug == slug) is not { } act)
            return null;

        var elector = await agent.Electors.AsNoTracking().Include(row => row.Academy).SingleOrDefaultAsync(row => row.Id == id, cancellation);
        return elector is null ? null : new ActPage(elector, act, form);
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
            ModelState.AddModelError(nameof(ActForm.Reason), refusal == NoteRefusal.HoldsSecret ? ActForm.SecretReason : ActForm.NoReason);
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
