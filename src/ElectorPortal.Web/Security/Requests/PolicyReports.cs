using System.Text.Json;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Security.Requests;

/// <summary>
/// Where browsers report what the content security policy kept them from (ASVS 3.4.7). Anybody may write here: little is read, little is
/// logged, and after some of it nothing more for a while.
/// </summary>
internal sealed partial class PolicyReports(ILogger<PolicyReports> logger) : IDisposable
{
    public const string Address = "/rapports/csp";

    private const int MaxBytes = 16 * 1024;
    private const int MaxValue = 200;

    private readonly FixedWindowRateLimiter limit = new(new FixedWindowRateLimiterOptions { PermitLimit = 60, Window = TimeSpan.FromMinutes(1) });

    /// <summary>204 whatever came: a browser would not read anything else.</summary>
    public async Task<IResult> TakeAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var lease = limit.AttemptAcquire();
        if (lease.IsAcquired && request.ContentLength is > 0 and <= MaxBytes && await ReadAsync(request, cancellation) is { } report)
            LogViolation(Short(report.Directive), Short(report.Blocked));
        return Results.NoContent();
    }

    public void Dispose() => limit.Dispose();

    private static async Task<(string Directive, string Blocked)?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, new JsonDocumentOptions { MaxDepth = 8 }, cancellation);
            return document.RootElement switch
            {
                { ValueKind: JsonValueKind.Object } old when old.TryGetProperty("csp-report", out var body) => Read(body, "effective-directive", "blocked-uri"),
                { ValueKind: JsonValueKind.Array } list when list.GetArrayLength() > 0 && list[0] is { ValueKind: JsonValueKind.Object } first
                    && first.TryGetProperty("body", out var body) => Read(body, "effectiveDirective", "blockedURL"),
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static (string Directive, string Blocked)? Read(JsonElement body, string directive, string blocked) =>
        body.ValueKind == JsonValueKind.Object ? (Text(body, directive), Origin(Text(body, blocked))) : null;

    private static string Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    /// <summary>Without the path and the parameters, which may hold anything.</summary>
    private static string Origin(string blocked) =>
        Uri.TryCreate(blocked, UriKind.Absolute, out var address) ? address.GetLeftPart(UriPartial.Authority) : blocked;

    /// <summary>On one line of the log, whatever it holds.</summary>
    private static string Short(string value) =>
        new([.. value.Take(MaxValue).Select(c => char.IsAsciiLetterOrDigit(c) || "-:/.[]".Contains(c, StringComparison.Ordinal) ? c : '?')]);

    [LoggerMessage(LogLevel.Warning, "A browser was kept from {Blocked} by {Directive}")]
    private partial void LogViolation(string directive, string blocked);
}

internal static class PolicyReportEndpoint
{
    public static void MapPolicyReports(this WebApplication app) =>
        app.MapPost(PolicyReports.Address, (HttpRequest request, PolicyReports reports, CancellationToken cancellation) => reports.TakeAsync(request, cancellation))
            .AllowAnonymous()
            .DisableAntiforgery()
            .WithMetadata(new SkipStatusCodePagesAttribute());
}
