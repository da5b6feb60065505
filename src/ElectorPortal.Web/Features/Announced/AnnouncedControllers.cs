using ElectorPortal.Domain.Elections;
using ElectorPortal.Web.Features.Shared;
using ElectorPortal.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.Announced;

/// <summary>A page that says what will be there, for the functions whose contents are not in the portal yet.</summary>
[Authorize(Policy = Policies.Elector)]
internal abstract class AnnouncedController(ElectionFunction function) : Controller
{
    [HttpGet]
    public IActionResult Index() => View(function);
}

[Route("/portail/scrutins/{code?}")]
[DuringWindow(ElectionFunction.Contests)]
internal sealed class ContestsController() : AnnouncedController(ElectionFunction.Contests);

[Route("/portail/listes-electorales")]
[DuringWindow(ElectionFunction.Rolls)]
internal sealed class RollsController() : AnnouncedController(ElectionFunction.Rolls);

[Route("/portail/voter")]
[DuringWindow(ElectionFunction.Voting)]
internal sealed class VotingController() : AnnouncedController(ElectionFunction.Voting);

[Route("/portail/resultats/{code?}")]
[DuringWindow(ElectionFunction.Results)]
internal sealed class ResultsController() : AnnouncedController(ElectionFunction.Results);
