namespace ElectorPortal.Web.Security;

internal static class UnknownAddresses
{
    /// <summary>
    /// An address that does not exist answers 404, a method that it does not know 405: without this, the policy that denies by default
    /// would send both to the first page.
    /// </summary>
    public static void UseUnknownAddresses(this WebApplication app) => app.Use(async (context, next) =>
    {
        switch (context.GetEndpoint())
        {
            case RouteEndpoint:
                await next(context);
                break;
            case { RequestDelegate: { } answer }:
                await answer(context);
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    });
}
