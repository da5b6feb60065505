using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security.Passwords;
using Microsoft.AspNetCore.Diagnostics;

namespace ElectorPortal.Web.Features.Errors;

internal static class ErrorPages
{
    /// <summary>Faults and answers without a body get a page in French; the status stays what it was.</summary>
    public static void UseErrorPages(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/erreur/500",
            // Whatever broke may have broken the services of the request with it.
            CreateScopeForErrors = true,
            StatusCodeSelector = StatusOf,
            // The page logs the fault itself, with the reference that it shows; what it could not show is logged here.
            SuppressDiagnosticsCallback = context => context.ExceptionHandledBy != ExceptionHandledType.Unhandled,
        });
        app.UseStatusCodePagesWithReExecute("/erreur/{0}");
    }

    /// <summary>
    /// A request that the server could not read (a body too large, cut short) is not the portal's fault; a database that is away is no
    /// fault of the code.
    /// </summary>
    private static int StatusOf(Exception exception) => exception switch
    {
        BadHttpRequestException unreadable => unreadable.StatusCode,
        CrowdException => StatusCodes.Status503ServiceUnavailable,
        _ when DatabaseOutage.IsOutage(exception) => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}
