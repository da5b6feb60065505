namespace ElectorPortal.Web.Security.Requests;

/// <summary>
/// Believes the browser that says from where a request comes: other sites may send people here, and nothing else. A browser that says
/// nothing is an old one; the forms' own tokens protect it (ASVS 3.5.1, 3.5.8).
/// </summary>
internal static class FetchMetadata
{
    /// <param name="site"><c>Sec-Fetch-Site</c>; empty where the browser does not say.</param>
    /// <param name="mode"><c>Sec-Fetch-Mode</c>.</param>
    /// <param name="destination"><c>Sec-Fetch-Dest</c>.</param>
    public static bool IsWelcome(string method, string site, string mode, string destination) =>
        site is "" or "same-origin" or "none"
        || (HttpMethods.IsGet(method) && mode == "navigate" && destination is "document" or "");

    /// <returns>An HTTP status; null where the request is welcome.</returns>
    public static int? Refusal(HttpRequest request) =>
        IsWelcome(request.Method, Said(request, "Sec-Fetch-Site"), Said(request, "Sec-Fetch-Mode"), Said(request, "Sec-Fetch-Dest"))
            ? null
            : StatusCodes.Status403Forbidden;

    private static string Said(HttpRequest request, string header) => request.Headers[header].ToString();
}
