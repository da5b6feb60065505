using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace ElectorPortal.Web.Features.Errors;

internal static class ErrorReference
{
    private const int Half = 4;

    /// <summary>
    /// « 4F3A-9C21 »: the beginning of the request's span, short enough to be read over the telephone. Not its trace, which the
    /// caller may choose.
    /// </summary>
    public static string Of(HttpContext context)
    {
        var span = context.Features.Get<IHttpActivityFeature>()?.Activity.SpanId ?? ActivitySpanId.CreateRandom();
        var digits = span.ToHexString();
        return $"{digits[..Half]}-{digits[Half..(2 * Half)]}".ToUpperInvariant();
    }
}
