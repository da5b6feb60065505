using ElectorPortal.Domain.Elections;
using ElectorPortal.Web.Features.Shared;
using ElectorPortal.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.Results;

/// <summary>The results of the elector's contests, and of any other whose code he has: results are public once they are proclaimed.</summary>
[Authorize(Policy = Policies.Elector)]
[DuringWindow(ElectionFunction.Results)]
[Route("/portail/resultats")]
internal sealed class ResultsController(ReadResults read) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Index(CancellationToken cancellation) => View(await read.OwnAsync(cancellation));

    [HttpGet("{code}")]
    public async Task<IActionResult> Show(string code, CancellationToken cancellation) =>
        await read.FindAsync(code, cancellation) is { } contest ? View(contest) : NotFound();
}
