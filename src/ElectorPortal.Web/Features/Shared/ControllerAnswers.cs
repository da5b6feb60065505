using System.Globalization;
using ElectorPortal.Domain.Elections;
using ElectorPortal.Domain.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.Shared;

/// <summary>The few answers that controllers share.</summary>
internal static class ControllerAnswers
{
    private const string TooManyWait =
        "Trop de messages attendent d'être envoyés : votre demande n'a pas été prise en compte. Réessayez dans quelques minutes.";

    private static readonly TimeSpan BusyFor = TimeSpan.FromMinutes(5);

    /// <summary>After a successful POST: the browser GETs the next page.</summary>
    public static IActionResult SeeOther(this Controller controller, string path)
    {
        controller.Response.Headers.Location = path;
        return controller.StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>The page that gives the window of a function, to whoever comes outside it.</summary>
    public static ViewResult OutsideWindow(this Controller controller, ElectionFunction function)
    {
        controller.Response.StatusCode = StatusCodes.Status403Forbidden;
        return controller.View("OutsideWindow", function);
    }

    /// <summary>The form again, with what was typed and what is wrong.</summary>
    /// <param name="field">The property of the form that is wrong; empty for the form as a whole.</param>
    public static ViewResult Refused(this Controller controller, object form, string field, string message, string? view = null)
    {
        controller.ModelState.AddModelError(field, message);
        return controller.Refused(form, view);
    }

    /// <summary>The form again, with the errors that the model state already holds.</summary>
    public static ViewResult Refused(this Controller controller, object form, string? view = null)
    {
        controller.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return controller.View(view, form);
    }

    /// <summary>The form again, for somebody who must wait first.</summary>
    public static ViewResult Throttled(this Controller controller, object form, string message, TimeSpan wait, string? view = null) =>
        controller.Later(StatusCodes.Status429TooManyRequests, form, message, wait, view);

    /// <summary>The form again, where so many messages wait already that one more could not leave in time.</summary>
    public static ViewResult Busy(this Controller controller, object form, string? view = null) =>
        controller.Unavailable(form, TooManyWait, BusyFor, view);

    /// <summary>The form again, where nobody is served for some time, whoever asks.</summary>
    public static ViewResult Unavailable(this Controller controller, object form, string message, TimeSpan wait, string? view = null) =>
        controller.Later(StatusCodes.Status503ServiceUnavailable, form, message, wait, view);

    /// <summary>In how many seconds the session of this request ends, now that it was used once more.</summary>
    public static ContentResult SessionSeconds(this Controller controller, TimeProvider time)
    {
        var left = controller.HttpContext.Features.Get<SessionEnd>()!.At - time.GetUtcNow().UtcDateTime;
        return controller.Content(((int)left.TotalSeconds).ToString(CultureInfo.InvariantCulture), "text/plain");
    }

    private static ViewResult Later(this Controller controller, int status, object form, string message, TimeSpan wait, string? view)
    {
        var answer = controller.Refused(form, "", message, view);
        controller.Response.StatusCode = status;
        controller.Response.Headers.RetryAfter =
            Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return answer;
    }
}
