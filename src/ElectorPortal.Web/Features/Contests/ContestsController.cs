using ElectorPortal.Domain.Elections;
using ElectorPortal.Web.Features.Shared;
using ElectorPortal.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.Contests;

/// <summary>The contests in which the elector takes part; anybody else's look unknown.</summary>
[Authorize(Policy = Policies.Elector)]
[DuringWindow(ElectionFunction.Contests)]
[Route("/portail/scrutins")]
internal sealed class ContestsController(ReadContests read, Election election, TimeProvider time) : Controller
{
    private bool AreListsOpen => election.CandidateLists.IsOpen(time.GetUtcNow().UtcDateTime);

    [HttpGet]
    public async Task<IActionResult> Index(CancellationToken cancellation) => View(await read.OwnAsync(cancellation));

    [HttpGet("{code}")]
    public async Task<IActionResult> Show(string code, CancellationToken cancellation) =>
        await read.FindAsync(code, AreListsOpen, cancellation) is { } contest ? View(contest) : NotFound();

    [HttpGet("{code}/listes/{number:int}/profession-de-foi.pdf")]
    public async Task<IActionResult> Manifesto(string code, int number, CancellationToken cancellation)
    {
        if (!AreListsOpen)
        {
            Response.StatusCode = StatusCodes.Status403Forbidden;
            return View("ListsOutsideWindow");
        }

        return await read.FindManifestoAsync(code, number, cancellation) is { } content
            ? File(content, "application/pdf", $"profession-de-foi-liste-{number}.pdf")
            : NotFound();
    }
}
