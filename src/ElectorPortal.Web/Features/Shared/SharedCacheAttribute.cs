using ElectorPortal.Web.Security.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace ElectorPortal.Web.Features.Shared;

/// <summary>
/// For pages that are the same for everybody without a session: the proxy may keep them for some seconds, and browsers ask it again each
/// time. Who has a session sees its own header above the page, which nobody keeps.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SharedCacheAttribute : Attribute, IFilterFactory
{
    public bool IsReusable => false;

    public IFilterMetadata CreateInstance(IServiceProvider serviceProvider) => new Filter(serviceProvider.GetRequiredService<PortalCookies>());

    private sealed class Filter(PortalCookies cookies) : IResultFilter
    {
        public void OnResultExecuting(ResultExecutingContext context)
        {
            var http = context.HttpContext;
            if (context.Result is not ViewResult || http.User.Identity?.IsAuthenticated == true || cookies.Session is not null || http.Request.QueryString.HasValue)
                return;

            http.Response.Headers.CacheControl = "public, max-age=0, s-maxage=5";
            http.Response.Headers.Vary = "Cookie";
        }

        public void OnResultExecuted(ResultExecutedContext context)
        {
        }
    }
}
