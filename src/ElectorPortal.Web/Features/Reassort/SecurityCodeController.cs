using System.Buffers.Binary;
using ElectorPortal.Web.Security;
using ElectorPortal.Web.Security.Keys;
using ElectorPortal.Web.Security.SecurityCodes;
using ElectorPortal.Web.Security.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.Reassort;

/// <summary>A security code, to see and to hear, for the session that it was issued to.</summary>
[Authorize(Policy = Policies.Elector)]
internal sealed class SecurityCodeController(SecurityCodeDesk desk, SignedInElector elector, KeyedHash hash) : Controller
{
    [HttpGet("/portail/reassort/code/{id:guid}.png")]
    public Task<IActionResult> Image(Guid id, CancellationToken cancellation) =>
        RenderAsync(id, SecurityCodeImage.Draw, "image/png", cancellation);

    [HttpGet("/portail/reassort/code/{id:guid}.wav")]
    public Task<IActionResult> Sound(Guid id, CancellationToken cancellation) =>
        RenderAsync(id, SecurityCodeSound.Mix, "audio/wav", cancellation);

    private async Task<IActionResult> RenderAsync(
        Guid id, Func<string, Random, byte[]> render, string contentType, CancellationToken cancellation) =>
        await desk.DigitsAsync(id, elector.SessionId, cancellation) is { } digits
            ? File(render(digits, ChanceOf(id)), contentType, enableRangeProcessing: true)
            : NotFound();

    /// <summary>
    /// The same for one code each time: several drawings of the same digits would let a program vote between its readings, and players
    /// that fetch a sound in pieces need the pieces to fit.
    /// </summary>
    private Random ChanceOf(Guid id) => new(BinaryPrimitives.ReadInt32LittleEndian(hash.OfDrawing(id)));
}
