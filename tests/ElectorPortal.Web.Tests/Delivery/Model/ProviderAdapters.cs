using System.Net;
using System.Net.Http.Json;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Web.Messaging;
using Microsoft.AspNetCore.WebUtilities;

namespace ElectorPortal.Web.Tests.Delivery.Model;

/// <summary>Answers the portal's own Twilio client in the place of the network.</summary>
internal sealed class TwilioInProcess : HttpMessageHandler
{
    public const string BaseUrl = "https://twilio.test";

    public Provider Provider { get; set; } = null!;

    public ListMood List { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Get)
            return Search(QueryHelpers.ParseQuery(request.RequestUri!.Query)["To"].ToString());

        // The body of a request that finds no connection is not read: that it was is how the portal knows that it may have left.
        if (Provider.Mood == Mood.IsOutOfReach)
            throw new HttpRequestException(HttpRequestError.ConnectionError);

        var form = QueryHelpers.ParseQuery(await request.Content!.ReadAsStringAsync(CancellationToken.None));
        var callback = form["StatusCallback"].ToString();
        var id = Guid.Parse(callback[(callback.LastIndexOf('/') + 1)..]);
        return await Provider.TakeCallAsync(id, form["To"].ToString(), form["Body"].ToString()) switch
        {
            Mood.Takes => Json(HttpStatusCode.Created, Describe(Provider.Taken.Last(sms => sms.Id == id))),
            Mood.Refuses => Json(HttpStatusCode.BadRequest, new { code = 21211 }),
            Mood.IsBusy => Json(HttpStatusCode.TooManyRequests, new { code = 20429 }),
            Mood.RefusesOurSettings => Json(HttpStatusCode.Unauthorized, new { code = 20003 }),
            Mood.Breaks => Json(HttpStatusCode.InternalServerError, new { code = 20500 }),
            Mood.AnswersNonsense => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("<html>") },
            _ => throw new HttpRequestException(HttpRequestError.ResponseEnded),
        };
    }

    private HttpResponseMessage Search(string recipient)
    {
        if (List == ListMood.Breaks)
            return Json(HttpStatusCode.InternalServerError, new { code = 20500 });

        var known = List == ListMood.Knows ? Provider.Taken.Where(sms => sms.Recipient == recipient).ToList() : [];
        Provider.Errand.Searches.Add((recipient, [.. known.Select(sms => sms.Content)]));
        return Json(HttpStatusCode.OK, new { messages = known.Select(Describe).ToList() });
    }

    private static object Describe(TakenMessage sms) => new { sid = sms.Sid, to = sms.Recipient, body = sms.Content, status = "queued" };

    private static HttpResponseMessage Json(HttpStatusCode status, object body) => new(status) { Content = JsonContent.Create(body) };
}

/// <summary>A mail server in the portal's own process.</summary>
internal sealed class MailServerInProcess : IMailSender
{
    public Provider Provider { get; set; } = null!;

    public async Task<DeliveryOutcome> SendAsync(MailMessage mail, CancellationToken cancellation)
    {
        if (Provider.Mood == Mood.IsOutOfReach)
            return new DeliveryOutcome.Unreachable("smtp-connect");

        return await Provider.TakeCallAsync(mail.OutboxId, mail.To, mail.Text) switch
        {
            Mood.Takes => new DeliveryOutcome.Sent(null),
            Mood.Refuses => new DeliveryOutcome.Refused("smtp-550"),
            Mood.IsBusy => new DeliveryOutcome.NotSent("smtp-451"),
            Mood.RefusesOurSettings => new DeliveryOutcome.SettingsWrong("smtp-auth"),
            _ => new DeliveryOutcome.Ambiguous("smtp-no-reply"),
        };
    }
}
