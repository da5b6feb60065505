using ElectorPortal.Domain.Elections;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace ElectorPortal.Web.Features.Shared;

/// <summary>Outside the window of a function, its pages answer 403 with a page that gives the window.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class DuringWindowAttribute(ElectionFunction function) : Attribute, IResourceFilter
{
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        var services = context.HttpContext.RequestServices;
        var election = services.GetRequiredService<Election>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        if (election.Of(function).IsOpen(now))
            return;

        context.Result = new ViewResult
        {
            ViewName = "OutsideWindow",
            StatusCode = StatusCodes.Status403Forbidden,
            ViewData = new ViewDataDictionary(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = function },
        };
    }

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }
}
