using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace ElectorPortal.Web.Tests.Support;

/// <summary>Requests of the tests come through no network: a header says from where they would.</summary>
internal sealed class StatedAddress : IStartupFilter
{
    public const string Header = "X-Stated-Address";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, following) =>
        {
            if (IPAddress.TryParse(context.Request.Headers[Header].ToString(), out var address))
                context.Connection.RemoteIpAddress = address;
            return following(context);
        });
        next(app);
    };
}
