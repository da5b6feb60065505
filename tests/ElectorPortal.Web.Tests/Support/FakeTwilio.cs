using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using ElectorPortal.Web.Messaging.Sms;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace ElectorPortal.Web.Tests.Support;

/// <summary>Twilio's Messages resource on a free port: records every call, answers as it is told, sends signed callbacks.</summary>
public sealed class FakeTwilio : IAsyncLifetime
{
    public const string AccountSid = "AC0123456789abcdef0123456789abcdef";
    public const string AuthToken = "jeton-de-signature-des-essais";
    public const string From = "36001";

    private readonly ConcurrentQueue<TwilioRequest> requests = new();
    private readonly ConcurrentQueue<TwilioSms> taken = new();
    private readonly SemaphoreSlim arrived = new(0);
    private readonly WebApplication server;

    public FakeTwilio()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        server = builder.Build();
        server.Run(AnswerAsync);
    }

    public string BaseUrl => server.Urls.Single();

    /// <summary>Every call, in order.</summary>
    public IReadOnlyList<TwilioRequest> Requests => [.. requests];

    /// <summary>The SMS taken, in order.</summary>
    public IReadOnlyList<TwilioSms> Taken => [.. taken];

    /// <summary>How the next POSTs are answered.</summary>
    public TwilioReply Reply { get; set; } = TwilioReply.Take;

    /// <summary>Chooses the answer by the fields of the message; null: <see cref="Reply"/> answers all of them.</summary>
    public Func<IReadOnlyDictionary<string, string>, TwilioReply>? ReplyTo { get; set; }

    /// <summary>How the next searches are answered; null: by the SMS taken.</summary>
    public TwilioReply? SearchReply { get; set; }

    /// <summary>The settings of a portal that sends its SMS here.</summary>
    public (string Key, string? Value)[] Settings =>
    [
        ("Sms:Transport", "Twilio"),
        ("Sms:Twilio:BaseUrl", BaseUrl),
        ("Sms:Twilio:AccountSid", AccountSid),
        ("Sms:Twilio:AuthToken", AuthToken),
        ("Sms:Twilio:From", From),
    ];

    public async ValueTask InitializeAsync() => await server.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        arrived.Dispose();
    }

    /// <summary>Returns once a call more has been read.</summary>
    public Task ArrivalAsync(CancellationToken cancellation) => arrived.WaitAsync(cancellation);

    /// <summary>Reports on an SMS as Twilio does, signed for the address that the portal gave with it.</summary>
    public static Task<HttpResponseMessage> CallBackAsync(HttpClient portal, TwilioSms sms, string status, string? errorCode = null)
    {
        var fields = CallbackFields(sms, status, errorCode);
        return CallBackAsync(portal, sms.StatusCallback, fields, Sign(sms.StatusCallback, fields));
    }

    /// <param name="signature">Null: none at all.</param>
    public static async Task<HttpResponseMessage> CallBackAsync(
        HttpClient portal, string address, Dictionary<string, string> fields, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address).PathAndQuery);
        request.Content = new FormUrlEncodedContent(fields);
        if (signature is not null)
            request.Headers.Add(TwilioSignature.Header, signature);
        return await portal.SendAsync(request);
    }

    public static string Sign(string address, Dictionary<string, string> fields, string token = AuthToken) =>
        TwilioSignature.Compute(token, address, fields.Select(field => KeyValuePair.Create(field.Key, new StringValues(field.Value))));

    public static Dictionary<string, string> CallbackFields(TwilioSms sms, string status, string? errorCode = null)
    {
        var fields = new Dictionary<string, string>
        {
            ["AccountSid"] = AccountSid,
            ["ApiVersion"] = "2010-04-01",
            ["From"] = From,
            ["MessageSid"] = sms.Sid,
            ["MessageStatus"] = status,
            ["SmsSid"] = sms.Sid,
            ["SmsStatus"] = status,
            ["To"] = sms.To,
        };
        if (errorCode is not null)
            fields["ErrorCode"] = errorCode;
        return fields;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var isSearch = HttpMethods.IsGet(context.Request.Method);
        if (!isSearch && ReplyTo is null && Reply.ResetsUnread)
        {
            context.Abort();
            return;
        }

        var fields = context.Request.HasFormContentType
            ? (await context.Request.ReadFormAsync()).ToDictionary(field => field.Key, field => field.Value.ToString())
            : [];
        var reply = isSearch ? SearchReply ?? FoundReply(context.Request.Query) : ReplyTo?.Invoke(fields) ?? Reply;
        requests.Enqueue(new TwilioRequest(
            context.Request.Method, context.Request.Path, context.Request.QueryString.Value!, context.Request.Headers.Authorization.ToString(), fields));
        var sms = reply.Takes ? Keep(fields) : null;
        arrived.Release();
        await reply.WriteAsync(context, sms);
    }

    private TwilioSms Keep(Dictionary<string, string> fields)
    {
        var sms = new TwilioSms($"SM{Guid.NewGuid():N}", fields["To"], fields["Body"], fields.GetValueOrDefault("StatusCallback", ""));
        taken.Enqueue(sms);
        return sms;
    }

    private TwilioReply FoundReply(IQueryCollection query) => TwilioReply.Json(
        HttpStatusCode.OK, new { messages = taken.Where(sms => sms.To == query["To"]).Select(sms => sms.Describe()).ToList() });
}

public sealed record TwilioRequest(
    string Method, string Path, string Query, string Authorization, IReadOnlyDictionary<string, string> Fields);

public sealed record TwilioSms(string Sid, string To, string Body, string StatusCallback)
{
    internal object Describe() => new { sid = Sid, to = To, body = Body, status = "queued", error_code = (int?)null };
}

/// <summary>How the fake answers one call.</summary>
public sealed class TwilioReply
{
    private readonly Func<HttpContext, TwilioSms?, Task> write;

    private TwilioReply(Func<HttpContext, TwilioSms?, Task> write, bool takes = false, bool resetsUnread = false)
    {
        this.write = write;
        Takes = takes;
        ResetsUnread = resetsUnread;
    }

    /// <summary>201, and the SMS is in the list.</summary>
    public static TwilioReply Take { get; } = new(
        (context, sms) => Json(HttpStatusCode.Created, sms!.Describe()).WriteAsync(context, sms), takes: true);

    /// <summary>The connection is reset before the request is read.</summary>
    public static TwilioReply ResetUnread { get; } = new((_, _) => Task.CompletedTask, resetsUnread: true);

    /// <summary>The SMS is taken, its answer is lost.</summary>
    public static TwilioReply TakeThenReset { get; } = new((context, _) => Reset(context), takes: true);

    /// <summary>The SMS is taken, no answer comes until the caller gives up.</summary>
    public static TwilioReply TakeThenHang { get; } = new((context, _) => HangAsync(context), takes: true);

    /// <summary>The answer to a search that finds nothing, whatever was taken.</summary>
    public static TwilioReply NothingFound { get; } = Json(HttpStatusCode.OK, new { messages = Array.Empty<object>() });

    internal bool Takes { get; }

    internal bool ResetsUnread { get; }

    /// <summary>Twilio's own form of a refusal; its text quotes the number, as the real one does.</summary>
    public static TwilioReply Error(HttpStatusCode status, int code) =>
        Json(status, new { code, message = "The 'To' number +33639980001 is not valid.", more_info = $"https://www.twilio.com/docs/errors/{code}", status = (int)status });

    /// <summary>The SMS is taken, the answer says something else.</summary>
    public static TwilioReply TakeBut(TwilioReply shown) => new(shown.write, takes: true);

    /// <summary>The SMS is taken at once, 201 is answered once released.</summary>
    public static TwilioReply TakeThenHold(Task released) => new(
        async (context, sms) =>
        {
            await released;
            await Take.WriteAsync(context, sms);
        },
        takes: true);

    public static TwilioReply Busy(TimeSpan retryAfter) => new(async (context, sms) =>
    {
        context.Response.Headers.RetryAfter = retryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        await Error(HttpStatusCode.TooManyRequests, 20429).WriteAsync(context, sms);
    });

    public static TwilioReply Redirect(string location) => new((context, _) =>
    {
        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = location;
        return Task.CompletedTask;
    });

    public static TwilioReply Json(HttpStatusCode status, object body) => new((context, _) =>
    {
        context.Response.StatusCode = (int)status;
        return context.Response.WriteAsJsonAsync(body);
    });

    public static TwilioReply Text(HttpStatusCode status, string body, string contentType = "text/html") => new((context, _) =>
    {
        context.Response.StatusCode = (int)status;
        context.Response.ContentType = contentType;
        return context.Response.WriteAsync(body);
    });

    internal Task WriteAsync(HttpContext context, TwilioSms? sms) => write(context, sms);

    private static Task Reset(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private static Task HangAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        context.RequestAborted.Register(gone.SetResult);
        return gone.Task;
    }
}
