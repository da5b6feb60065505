using ElectorPortal.Web;
using ElectorPortal.Web.Commands;
using ElectorPortal.Web.Features;
using ElectorPortal.Web.Features.Demo;
using ElectorPortal.Web.Features.Errors;
using ElectorPortal.Web.Outbox;
using ElectorPortal.Web.Retention;
using ElectorPortal.Web.Security;
using ElectorPortal.Web.Security.Headers;
using ElectorPortal.Web.Security.Requests;
using ElectorPortal.Web.Security.Seals;
using ElectorPortal.Web.Watching;

if (PortalCommandLine.IsCommand(args))
    return await PortalCommandLine.RunAsync(args);

var builder = PortalHost.CreateBuilder(PortalCommandLine.ServerArguments(args));
builder.AddOutboxWorker();
builder.AddJournalSealing();
builder.AddNightlyPurge();
builder.AddWatchers();
builder.Services.AddHostedService<MemoryReturn>();

var app = builder.Build();
if (await StartUp.PrepareServerAsync(app) is { } refusal)
    return refusal;

app.UseForwardedRequests();
app.UsePortalHeaders();
app.UseErrorPages();
app.UseRequestChecks();
app.UsePageCompression();
app.UseRouting();
app.UseUnknownAddresses();
app.UseAuthentication();
app.UseAuthorization();

app.MapStaticAssets().AllowAnonymous();
app.MapControllers().WithStaticAssets();
app.MapPortalHealth();
app.MapPolicyReports();
app.AnnounceDemonstration();

await app.RunAsync();
return ExitCodes.Done;

/// <summary>Public for the test host alone.</summary>
public sealed partial class Program;
