using ElectorPortal.Domain.Delivery;
using ElectorPortal.Web.Messaging;
using ElectorPortal.Web.Messaging.Sms;
using ElectorPortal.Web.Outbox;
using ElectorPortal.Web.Settings;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.Delivery;

/// <summary>Where Twilio reports what became of an SMS. Its signature stands for a sign-in; there is no browser, hence no antiforgery.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[SkipStatusCodePages]
internal sealed class TwilioCallbackController(SmsOptions sms, PublicAddress address) : Controller
{
    [HttpPost("/webhooks/twilio/{outboxId:guid}")]
    [RequestFormLimits(ValueCountLimit = 50, KeyLengthLimit = 100, ValueLengthLimit = 2048)]
    public async Task<IActionResult> Report(Guid outboxId, [FromServices] ApplyReceipt receipts, CancellationToken cancellation)
    {
        if (sms.Transport != SmsTransport.Twilio)
            return NotFound();
        if (!ModelState.IsValid || !Request.HasFormContentType || !IsFromOurAccount(await Request.ReadFormAsync(cancellation), outboxId))
            return StatusCode(StatusCodes.Status403Forbidden);

        return await receipts.ApplyAsync(ToReceipt(Request.Form, outboxId), cancellation) switch
        {
            ReceiptAnswer.Taken or ReceiptAnswer.NoNews => NoContent(),
            ReceiptAnswer.UnknownMessage => NotFound(),
            _ => StatusCode(StatusCodes.Status503ServiceUnavailable),
        };
    }

    /// <summary>Signed for the address that Twilio was given, whatever host the request came by.</summary>
    private bool IsFromOurAccount(IFormCollection form, Guid outboxId) =>
        sms.Twilio.AuthToken is { Length: > 0 } secret
        && Request.Headers[TwilioSignature.Header] is [{ } signature]
        && TwilioSignature.IsValid(
            secret, address.Link($"/webhooks/twilio/{outboxId}{Request.QueryString}"), [.. form], signature)
        && (form["AccountSid"].Count == 0 || form["AccountSid"] == sms.Twilio.AccountSid);

    private static Receipt ToReceipt(IFormCollection form, Guid outboxId)
    {
        var word = form["MessageStatus"].ToString();
        var status = TwilioStatus.Parse(word);
        return new Receipt
        {
            OutboxId = outboxId,
            Channel = Channel.Sms,
            Status = status,
            Reason = status switch
            {
                null => TwilioStatus.Plain(word),
                OutboxStatus.FailedPermanent => TwilioStatus.Plain(Filled(form["ErrorCode"]) ?? word),
                _ => null,
            },
            Reference = Filled(form["MessageSid"]) is { } sid ? TwilioStatus.Plain(sid) : null,
        };
    }

    private static string? Filled(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
