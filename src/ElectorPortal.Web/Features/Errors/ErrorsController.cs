using System.Globalization;
using System.Security.Claims;
using ElectorPortal.Web.Security.Passwords;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.Errors;

/// <summary>
/// The page of each error, shown in the place of the page that was asked: with any method, and for a form that was not ours too.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
internal sealed partial class ErrorsController(ILogger<ErrorsController> logger) : Controller
{
    private const string RetryAfterSeconds = "60";

    // The code is no parameter: to bind one, the form would be read, and a form that cannot be read is one of the errors.
    [Route("/erreur/{code:int:range(400,599)}")]
    public IActionResult Show()
    {
        var fault = HttpContext.Features.Get<IExceptionHandlerPathFeature>();
        var status = fault is null ? CodeOfAddress : Response.StatusCode;
        if (status >= StatusCodes.Status500InternalServerError)
            ShowNobody();

        var error = new ErrorModel(status, ErrorReference.Of(HttpContext));
        Log(error, fault);
        Response.StatusCode = status;
        if (status == StatusCodes.Status503ServiceUnavailable && Response.Headers.RetryAfter.Count == 0)
            Response.Headers.RetryAfter = fault?.Error is CrowdException ? CrowdException.RetryAfterSeconds : RetryAfterSeconds;
        return View(fault?.Error is CrowdException ? "Crowded" : ViewOf(status), error);
    }

    private int CodeOfAddress => int.Parse((string)RouteData.Values["code"]!, CultureInfo.InvariantCulture);

    private static string ViewOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "FormLost",
        StatusCodes.Status403Forbidden => "Forbidden",
        StatusCodes.Status404NotFound => "NotFound",
        StatusCodes.Status405MethodNotAllowed => "MethodNotAllowed",
        StatusCodes.Status413PayloadTooLarge => "TooLarge",
        StatusCodes.Status429TooManyRequests => "TooManyRequests",
        StatusCodes.Status503ServiceUnavailable => "Unavailable",
        >= StatusCodes.Status500InternalServerError => "Fault",
        _ => "Refused",
    };

    /// <summary>The header of a signed-in elector holds a form, whose key may lie in a database that answers no more.</summary>
    private void ShowNobody() => HttpContext.User = new ClaimsPrincipal(new ClaimsIdentity());

    private void Log(ErrorModel error, IExceptionHandlerPathFeature? fault)
    {
        if (fault?.Error is CrowdException)
            LogAnswer(error.Reference, error.Status, Request.Method, Escaped(fault.Path));
        else if (fault is not null)
            LogFault(fault.Error, error.Reference, error.Status, Request.Method, Escaped(fault.Path));
        else if (HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is { } answer)
            LogAnswer(error.Reference, error.Status, Request.Method, Escaped(answer.OriginalPath));
    }

    /// <summary>The path without its parameters, on one line whatever it holds.</summary>
    private static string Escaped(string path) => new PathString(path).ToUriComponent();

    [LoggerMessage(LogLevel.Error, "Error {Reference}: {Status} for {Method} {Path}")]
    private partial void LogFault(Exception exception, string reference, int status, string method, string path);

    [LoggerMessage(LogLevel.Information, "Error {Reference}: {Status} for {Method} {Path}")]
    private partial void LogAnswer(string reference, int status, string method, string path);
}

/// <param name="Status">HTTP status.</param>
/// <param name="Reference">What the reader tells the support, and the support looks for in the log.</param>
internal sealed record ErrorModel(int Status, string Reference);
