using ElectorPortal.Domain.Elections;
using ElectorPortal.Web.Features.Shared;
using ElectorPortal.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.Voting;

/// <summary>The door of the vote: the identifier is asked for, then the elector's contests are shown with their state.</summary>
[Authorize(Policy = Policies.Elector)]
[Route("/portail/voter")]
internal sealed class VotingController(ReadVote read) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Index(CancellationToken cancellation) => await read.ReadAsync(cancellation) switch
    {
        null => this.OutsideWindow(ElectionFunction.Voting),
        { IsIdentified: true } page => View("Contests", page),
        _ => View(new VotingForm()),
    };

    [HttpPost]
    public async Task<IActionResult> Index(VotingForm form, [FromServices] ShowIdentifier show, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(form.Identifier))
            return this.Refused(form, nameof(form.Identifier), VotingForm.Missing);

        return await show.ShowAsync(form.Identifier, cancellation) switch
        {
            IdentifierAnswer.Shown => this.SeeOther("/portail/voter"),
            IdentifierAnswer.Outside => this.OutsideWindow(ElectionFunction.Voting),
            IdentifierAnswer.MustWait waiting => this.Throttled(form, VotingForm.MustWait(waiting.Wait), waiting.Wait),
            _ => this.Refused(form, nameof(form.Identifier), VotingForm.Wrong),
        };
    }
}
