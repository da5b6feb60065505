using ElectorPortal.Domain.Elections;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Features.Shared;
using ElectorPortal.Web.Security;
using ElectorPortal.Web.Security.SecurityCodes;
using ElectorPortal.Web.Security.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.Reassort;

/// <summary>Asking for a new voter identifier.</summary>
[Authorize(Policy = Policies.Elector)]
[DuringWindow(ElectionFunction.Reassort)]
[Route("/portail/reassort")]
internal sealed class ReassortController(SignedInElector elector, SecurityCodeDesk codes, ReassortPages pages) : Controller
{
    private const string AnotherCode = "autre-code";

    private static readonly TimeSpan CeilingWait = TimeSpan.FromMinutes(15);

    [HttpGet]
    public async Task<IActionResult> Index(CancellationToken cancellation) =>
        View(await FreshAsync(new ReassortForm(), cancellation));

    [HttpPost]
    public async Task<IActionResult> Index(
        ReassortForm form, [FromServices] RequestReassort request, [FromServices] ReassortFormReader reader, CancellationToken cancellation)
    {
        // A hidden field that somebody damaged reads as empty: the form then starts again.
        ModelState.Clear();
        if (form.Action == AnotherCode)
            return View(await FreshAsync(form, cancellation));
        if (form.FormKey == Guid.Empty)
            return this.Refused(await FreshAsync(form, cancellation), "", ReassortTexts.StaleForm);
        if (reader.Read(form, ModelState) is not { } claim)
        {
            return await request.IsAcceptedAsync(elector.Id, form.FormKey, cancellation)
                ? this.SeeOther("/portail/reassort/suivi")
                : this.Refused(await FreshAsync(form, cancellation));
        }

        var answer = new SecurityCodeAnswer(form.SecurityCodeId, elector.SessionId, form.SecurityCode!);
        var refusal = await request.RequestAsync(elector.Id, form.FormKey, claim, answer, cancellation);
        return refusal is null ? this.SeeOther("/portail/reassort/suivi") : await RefuseAsync(form, refusal.Value, cancellation);
    }

    private async Task<IActionResult> RefuseAsync(ReassortForm form, ReassortRefusal refusal, CancellationToken cancellation)
    {
        var fresh = await FreshAsync(form, cancellation);
        return refusal switch
        {
            ReassortRefusal.WrongSecurityCode => this.Refused(fresh, nameof(form.SecurityCode), ReassortTexts.WrongSecurityCode),
            ReassortRefusal.NumberNotOnFile => this.Refused(fresh, nameof(form.Phone), ReassortTexts.NumberNotOnFile),
            ReassortRefusal.WrongIdentity => RefuseIdentity(fresh),
            ReassortRefusal.Busy => this.Busy(fresh),
            ReassortRefusal.CeilingReached => this.Unavailable(fresh, ReassortTexts.CeilingReached, CeilingWait),
            ReassortRefusal.FormClosed or ReassortRefusal.TooSoon =>
                this.Throttled(fresh, fresh.Page!.Obstacle ?? ReassortTexts.StaleForm, fresh.Page.Wait),
            _ => this.Refused(fresh, "", fresh.Page!.Obstacle ?? ReassortTexts.StaleForm),
        };
    }

    /// <summary>Both fields are marked, with one message: nothing tells which of them is wrong.</summary>
    private ViewResult RefuseIdentity(ReassortForm form)
    {
        ModelState.AddModelError(nameof(form.Numen), ReassortTexts.WrongIdentity);
        return this.Refused(form, nameof(form.BirthDate), ReassortTexts.WrongIdentity);
    }

    /// <summary>The form with what was typed, a new security code, and where the elector stands.</summary>
    private async Task<ReassortForm> FreshAsync(ReassortForm form, CancellationToken cancellation) =>
        form with
        {
            FormKey = form.FormKey == Guid.Empty ? Guid.NewGuid() : form.FormKey,
            SecurityCodeId = await codes.IssueAsync(elector.SessionId, cancellation),
            Page = await pages.DescribeAsync(elector.Id, cancellation),
        };
}
