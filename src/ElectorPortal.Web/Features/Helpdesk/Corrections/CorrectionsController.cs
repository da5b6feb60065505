using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Web.Features.Helpdesk.Electors;
using ElectorPortal.Web.Features.Shared;
using ElectorPortal.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.Helpdesk.Corrections;

/// <summary>The corrections that electors ask for, and the answers that agents give.</summary>
[Authorize(Policy = Policies.Helpdesk)]
[Route("/helpdesk/corrections")]
internal sealed class CorrectionsController(ReadCorrections read) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Index(CancellationToken cancellation) => View(await read.AllAsync(cancellation));

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken cancellation) =>
        await read.FindAsync(id, cancellation) is { } request ? View(new AnswerForm { Request = request }) : NotFound();

    [HttpPost("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, AnswerForm form, [FromServices] AnswerCorrection answer, CancellationToken cancellation)
    {
        if (await read.FindAsync(id, cancellation) is not { } request)
            return NotFound();

        form = form with { Request = request };
        if (HelpdeskNote.Check(form.Answer) is { } problem)
            return this.Refused(form, nameof(form.Answer), AnswerForm.Say(problem));

        return await answer.AnswerAsync(id, form.Answer!.Trim(), cancellation) switch
        {
            null => this.SeeOther("/helpdesk/corrections"),
            HelpdeskRefusal.NotFound => NotFound(),
            { } refusal => this.Refused(form, "", ActText.Say(refusal)),
        };
    }
}
