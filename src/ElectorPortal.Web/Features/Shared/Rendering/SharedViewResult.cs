using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.Shared.Rendering;

/// <summary>What visitors are answered once an action has done its work: one of the <see cref="SharedPages"/>.</summary>
internal sealed class SharedViewResult : ViewResult
{
    /// <summary>As no other page: the view with what the model makes of it.</summary>
    public required string Name { get; init; }

    public override Task ExecuteResultAsync(ActionContext context)
    {
        var pages = context.HttpContext.RequestServices.GetRequiredService<SharedPages>();
        return pages.IsFor(context.HttpContext, Readers.Visitors)
            ? pages.AnswerAsync(context.HttpContext, Name, () => RenderAsync(context))
            : base.ExecuteResultAsync(context);
    }

    private async Task<bool> RenderAsync(ActionContext context)
    {
        await base.ExecuteResultAsync(context);
        return true;
    }
}
