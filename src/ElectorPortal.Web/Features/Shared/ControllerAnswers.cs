using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.Shared;

/// <summary>The few answers that controllers share.</summary>
internal static class ControllerAnswers
{
    /// <summary>After a successful POST: the browser GETs the next page.</summary>
    public static IActionResult SeeOther(this Controller controller, string path)
    {
        controller.Response.Headers.Location = path;
        return controller.StatusCode(StatusCodes.Status303SeeOther);
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
    public static ViewResult Throttled(this Controller controller, object form, string message, TimeSpan wait, string? view = null)
    {
        var answer = controller.Refused(form, "", message, view);
        controller.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        controller.Response.Headers.RetryAfter =
            Math.Ceiling(wait.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return answer;
    }
}
