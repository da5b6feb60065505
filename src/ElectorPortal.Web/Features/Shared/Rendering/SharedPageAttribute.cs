using Microsoft.AspNetCore.Mvc.Filters;

namespace ElectorPortal.Web.Features.Shared.Rendering;

/// <summary>For an action that shows one of the <see cref="SharedPages"/> and does nothing else: it is left out where the page is at hand.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedPageAttribute(Readers readers) : Attribute, IFilterFactory
{
    public bool IsReusable => true;

    public Readers Readers => readers;

    public IFilterMetadata CreateInstance(IServiceProvider serviceProvider) => ActivatorUtilities.CreateInstance<Filter>(serviceProvider, readers);

    private sealed class Filter(Readers readers, SharedPages pages) : IAsyncResourceFilter
    {
        public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
        {
            if (!pages.IsFor(context.HttpContext, readers))
            {
                await next();
                return;
            }

            await pages.AnswerAsync(context.HttpContext, context.ActionDescriptor.Id, async () =>
            {
                var executed = await next();
                // It is thrown again behind this filter.
                return executed.Exception is null || executed.ExceptionHandled;
            });
        }
    }
}
