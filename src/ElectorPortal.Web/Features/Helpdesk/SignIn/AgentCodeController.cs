using ElectorPortal.Web.Features.Shared;
using ElectorPortal.Web.Security.Agents;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.Helpdesk.SignIn;

/// <summary>Where a session that only the password opened leads.</summary>
[AllowAnonymous]
[Route("/helpdesk/connexion")]
internal sealed class AgentCodeController(AgentSessions sessions) : Controller
{
    [HttpGet("code")]
    public Task<IActionResult> Code(CancellationToken cancellation) => AskAsync(new AgentCodeForm(), cancellation);

    [HttpPost("code")]
    public async Task<IActionResult> Code(AgentCodeForm form, [FromServices] ShowCode show, CancellationToken cancellation) =>
        string.IsNullOrWhiteSpace(form.Code)
            ? this.Refused(form, nameof(form.Code), AgentCodeForm.Missing)
            : Answer(form, await show.ShowAsync(form.Code, cancellation));

    [HttpGet("secours")]
    public Task<IActionResult> Recovery(CancellationToken cancellation) => AskAsync(new AgentRecoveryForm(), cancellation);

    [HttpPost("secours")]
    public async Task<IActionResult> Recovery(
        AgentRecoveryForm form, [FromServices] ShowRecoveryCode show, CancellationToken cancellation) =>
        string.IsNullOrWhiteSpace(form.Code)
            ? this.Refused(form, nameof(form.Code), AgentRecoveryForm.Missing)
            : Answer(form, await show.ShowAsync(form.Code, cancellation));

    private async Task<IActionResult> AskAsync(object form, CancellationToken cancellation) =>
        await sessions.FindAsync(cancellation) switch
        {
            null => this.SeeOther("/helpdesk/connexion"),
            { IsComplete: true } => this.SeeOther("/helpdesk"),
            _ => View(form),
        };

    private IActionResult Answer(object form, AgentSignInAnswer answer) => answer switch
    {
        AgentSignInAnswer.Done => this.SeeOther("/helpdesk"),
        AgentSignInAnswer.MustWait waiting => this.Throttled(form, AgentSignInForm.MustWait(waiting.Wait), waiting.Wait),
        AgentSignInAnswer.Refused refused => this.Refused(form, nameof(AgentCodeForm.Code), AgentCodeTexts.Say(refused.Reason)),
        _ => this.SeeOther("/helpdesk/connexion"),
    };
}
