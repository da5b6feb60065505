using ElectorPortal.Domain.Elections;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Features.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Features.Information;

/// <summary>What everybody may read, signed in or not. The texts stand in the views.</summary>
[AllowAnonymous]
[SharedCache]
internal sealed class InformationController : Controller
{
    [HttpGet("/aide")]
    public IActionResult Help() => View();

    /// <summary>The sheet of 2018, made of the texts of the help.</summary>
    [HttpGet("/aide/procedure")]
    public IActionResult Procedure() => View();

    [HttpGet("/assistance")]
    public async Task<IActionResult> Assistance([FromServices] PortalDbContext db, CancellationToken cancellation)
    {
        var academies = await db.Academies.AsNoTracking().ToListAsync(cancellation);
        var inFrenchOrder = StringComparer.Create(FrenchDates.Culture, ignoreCase: true);
        return View(academies.OrderBy(academy => academy.Name, inFrenchOrder).Select(HelpdeskContact.Of).ToList());
    }

    [HttpGet("/horaires-hors-metropole")]
    public IActionResult Hours([FromServices] Election election) => View(VotingHours.Everywhere(election.Voting));

    [HttpGet("/mentions-legales")]
    public IActionResult LegalNotice() => View();

    [HttpGet("/donnees-personnelles")]
    public IActionResult PersonalData() => View();

    [HttpGet("/accessibilite")]
    public IActionResult Accessibility() => View();

    [HttpGet("/plan-du-site")]
    public IActionResult SiteMap() => View();
}
