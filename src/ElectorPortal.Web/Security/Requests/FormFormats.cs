using Microsoft.Net.Http.Headers;

namespace ElectorPortal.Web.Security.Requests;

/// <summary>
/// A form is read in the one format that the portal's own pages send, and each of its fields is there once: whoever reads one of two
/// values and whoever checks the other would not speak of the same (ASVS 15.3.7).
/// </summary>
internal static class FormFormats
{
    public static bool IsAccepted(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
        && (type.Charset.Length == 0 || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    /// <summary>Addresses that no person's browser sends a form to have rules of their own.</summary>
    private static bool IsForMachines(PathString path) =>
        path == PolicyReports.Address || path.StartsWithSegments("/webhooks", StringComparison.Ordinal);

    /// <returns>An HTTP status; null where the request may be looked at.</returns>
    public static async Task<int?> RefusalAsync(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method) || request.ContentType is null || IsForMachines(request.Path))
            return null;
        if (!IsAccepted(request.ContentType))
            return StatusCodes.Status415UnsupportedMediaType;

        try
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            return form.Any(field => field.Value.Count > 1) ? StatusCodes.Status400BadRequest : null;
        }
        catch (InvalidDataException)
        {
            // Too many fields, or too long ones.
            return StatusCodes.Status400BadRequest;
        }
    }
}
