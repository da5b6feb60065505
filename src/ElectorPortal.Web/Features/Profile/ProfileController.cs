using ElectorPortal.Domain.Corrections;
using ElectorPortal.Domain.Elections;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Features.Shared;
using ElectorPortal.Web.Security;
using ElectorPortal.Web.Security.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Profile;

/// <param name="Corrections">Those that he asked for, the newest first.</param>
internal sealed record ProfilePage(Elector Elector, IReadOnlyList<CorrectionRequest> Corrections);

/// <summary>What the rolls say of the elector, and how he asks for a correction.</summary>
[Authorize(Policy = Policies.Elector)]
[DuringWindow(ElectionFunction.Profile)]
[Route("/portail/profil")]
internal sealed class ProfileController(SignedInElector elector, PortalDbContext db) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Index(CancellationToken cancellation) => View(new ProfilePage(
        await elector.ReadAsync(cancellation),
        await db.CorrectionRequests.AsNoTracking().Where(request => request.ElectorId == elector.Id).OrderByDescending(request => request.AskedAt).ToListAsync(cancellation)));

    [HttpGet("correction")]
    public IActionResult Correction() => View(new CorrectionForm());

    [HttpPost("correction")]
    public async Task<IActionResult> Correction(CorrectionForm form, [FromServices] AskForCorrection ask, CancellationToken cancellation)
    {
        var fact = form.ReadFact();
        if (fact is null)
            ModelState.AddModelError(nameof(form.Fact), CorrectionForm.NoFact);
        if (HelpdeskNote.Check(form.Wanted) is { } problem)
            ModelState.AddModelError(nameof(form.Wanted), CorrectionForm.Say(problem));
        if (!ModelState.IsValid)
            return this.Refused(form);

        return await ask.AskAsync(elector.Id, fact!.Value, form.Wanted!.Trim(), cancellation) is null
            ? this.SeeOther("/portail/profil")
            : this.Refused(form, "", CorrectionForm.TooMany);
    }
}
