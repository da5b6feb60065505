using System.Net;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Crash.Support;

/// <summary>
/// One round of random work with a random death in it: a few electors ask, the operator and the mail server misbehave, receipts come in any
/// order, and a portal is killed at the n-th point it passes. Afterwards everything must be in order.
/// </summary>
internal sealed class RandomRound(CrashSite site, Random random)
{
    /// <summary>About as many as a round passes.</summary>
    private const int MostPoints = 70;

    private static readonly string[] Words = ["queued", "sent", "sent", "delivered", "delivered", "failed", "undelivered", "teleported"];

    private readonly Lock gate = new();
    private readonly bool operatorForgets = random.Next(6) == 0;
    private readonly List<(Visitor Visitor, TestPage Form, Task<TestPage?> Answer)> posts = [];

    /// <summary>Where the portal died; null where the round ended before.</summary>
    public string? Point { get; private set; }

    /// <summary>Each duplicate, with what explains it.</summary>
    public List<string> Duplicates { get; } = [];

    public async Task RunAsync()
    {
        var visitors = new List<Visitor>();
        for (var i = random.Next(1, 4); i > 0; i--)
            visitors.Add(await site.VisitAsync(await InventAsync(), OneOf(site.Portals)));

        site.Twilio.ReplyTo = Misbehave;
        site.Twilio.SearchReply = operatorForgets ? TwilioReply.NothingFound : random.Next(6) == 0 ? Broken : null;
        var forms = new List<(Visitor, TestPage)>();
        foreach (var visitor in visitors)
        {
            for (var i = random.Next(1, 3); i > 0; i--)
                forms.Add((visitor, await visitor.OpenFormAsync()));
        }

        var before = site.Twilio.Taken.Count;
        site.Trap.Arm(".", nth: random.Next(1, MostPoints));
        posts.AddRange(forms.Select(form => (form.Item1, form.Item2, Visitor.TryPostAsync(form.Item2))));
        await Task.WhenAll(posts.Select(post => post.Answer));
        await site.QuietOrStruckAsync();
        await ReportAsync(site.Twilio.Taken.Skip(before));
        await RecoverAsync();
        foreach (var person in visitors.Select(visitor => visitor.Person))
            await VerifyAsync(person);
        await site.CheckAsync();
    }

    private static TwilioReply Broken => TwilioReply.Error(HttpStatusCode.InternalServerError, 20500);

    private T OneOf<T>(IReadOnlyList<T> list)
    {
        lock (gate)
            return list[random.Next(list.Count)];
    }

    private Task<TestElector> InventAsync() => site.Aside.Electors.AddActiveAsync(
        $"{OneOf(["drop-once.", "", "", "", ""])}camille.{Guid.NewGuid():N}@ac-amiens.fr");

    /// <summary>An SMS that was taken once is taken properly from then on, and one that was tried a few times too.</summary>
    private TwilioReply Misbehave(IReadOnlyDictionary<string, string> fields)
    {
        var tries = site.Twilio.Requests.Count(request => request.Fields.GetValueOrDefault("StatusCallback") == fields["StatusCallback"]);
        var isTaken = site.Twilio.Taken.Any(sms => sms.StatusCallback == fields["StatusCallback"]);
        return isTaken || tries > 2 ? TwilioReply.Take : OneOf(
        [
            TwilioReply.Take, TwilioReply.Take, TwilioReply.Take, TwilioReply.Take, TwilioReply.Take, TwilioReply.Take,
            TwilioReply.TakeThenReset, TwilioReply.TakeThenReset,
            TwilioReply.TakeBut(Broken), TwilioReply.TakeBut(TwilioReply.Text(HttpStatusCode.Created, "<html>")),
            TwilioReply.ResetUnread, Broken, TwilioReply.Busy(TimeSpan.FromSeconds(20)),
            TwilioReply.Error(HttpStatusCode.Unauthorized, 20003), TwilioReply.Error(HttpStatusCode.BadRequest, 21211),
        ]);
    }

    /// <summary>Receipts of any kind, in any order, also twice; some of them find a dead portal.</summary>
    private async Task ReportAsync(IEnumerable<TwilioSms> taken)
    {
        foreach (var sms in taken)
        {
            for (var i = random.Next(3); i > 0; i--)
            {
                try
                {
                    using var answer = await site.CallBackAsync(sms, OneOf(Words), portal: OneOf(site.Portals));
                    Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
                }
                catch (HttpRequestException)
                {
                    // Dead, or dying.
                }
            }
        }
    }

    private async Task RecoverAsync()
    {
        site.Trap.Disarm();
        if (site.Trap.Struck() is { } struck)
        {
            Point = struck.Point;
            await site.DeathAsync();
        }

        if (!operatorForgets)
            site.Twilio.SearchReply = null;
        await site.RestartDeadAsync();
        await site.QuietAsync();
        foreach (var (visitor, form, answer) in posts)
        {
            if (await answer is { } page)
                Visitor.AssertAccepted(page);
            else
                await visitor.AskAgainAsync(form);
        }

        await site.QuietAsync();
    }

    /// <summary>Every form was accepted once; every message reached its end; whatever left twice was in doubt before.</summary>
    private async Task VerifyAsync(TestElector person)
    {
        var tally = await site.TallyAsync(person);
        Assert.Equal(posts.Count(post => post.Visitor.Person == person), tally.Requests);
        Assert.Equal(tally.Requests, tally.Mails);

        var rows = await site.Aside.WithDbAsync(db => db.OutboxMessages.AsNoTracking()
            .Include(row => row.Events)
            .Where(row => row.ElectorId == person.Id && row.RequestId != null)
            .ToListAsync());
        var mails = await site.Smtp.MailsToAsync(person.Email);
        foreach (var row in rows)
        {
            var copies = row.Channel == Channel.Sms
                ? site.TakenFor(person).Count(sms => sms.StatusCallback.EndsWith(row.Id.ToString(), StringComparison.Ordinal))
                : mails.Count(mail => mail.MessageId.Contains(row.Id.ToString(), StringComparison.Ordinal));
            Explain(row, copies);
        }
    }

    private void Explain(OutboxMessage row, int copies)
    {
        var doubts = row.Events.Where(step => step.To == OutboxStatus.Unknown).Select(step => step.Reason).ToList();
        var story = $"{row.Topic} {row.Status}, {copies} times, in doubt for {string.Join(", ", doubts)}";
        Assert.NotEqual(OutboxStatus.Expired, row.Status);
        if (row.Status is OutboxStatus.Submitted or OutboxStatus.Delivered)
            Assert.True(copies > 0, $"Lost: {story}");
        if (copies < 2)
            return;

        Assert.True(copies - 1 <= doubts.Count && (row.Channel == Channel.Mail || operatorForgets), $"Doubled: {story}");
        Duplicates.Add(story + (row.Channel == Channel.Sms ? ", and the operator did not know it" : ""));
    }
}
