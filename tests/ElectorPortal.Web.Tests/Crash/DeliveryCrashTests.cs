using ElectorPortal.Domain.Delivery;
using ElectorPortal.Web.Tests.Crash.Support;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.Crash;

/// <summary>
/// A portal is killed (SIGKILL) while it hands a message over: rows C3, C4, C5, C7 and C8 of the crash matrix. On a database server the
/// second portal takes over before the dead one starts again.
/// </summary>
[Collection(Processes.Name)]
public sealed class DeliveryCrashTests(CrashSites sites) : IAsyncDisposable
{
    private const string CallBegins = "^call-begins POST .*/Messages.json";
    private const string CallAnswered = "^call-answered POST .*/Messages.json 201";

    public async ValueTask DisposeAsync() => await sites.LeaveAsync();

    [Theory, EachDatabase]
    public async Task C3_killed_after_the_claim_and_before_connecting_the_SMS_leaves_once_its_lease_is_over(Database database)
    {
        var site = await sites.GetAsync(database);
        var visitor = await site.VisitAsync();

        site.Trap.Arm(CallBegins);
        await AskAndDieAsync(site, visitor);
        await site.RecoverAsync();

        Assert.Equal(Tally.One, await SmsTallyAsync(site, visitor));
        Assert.Equal(
            [OutboxStatus.Sending, OutboxStatus.Unknown, OutboxStatus.Sending, OutboxStatus.Submitted],
            (await site.SmsRowAsync(visitor.Person)).Events.Select(step => step.To));
        await site.CheckAsync();
    }

    [Theory, EachDatabase]
    public async Task C4_killed_while_the_operator_answers_a_receipt_proves_that_the_SMS_left(Database database)
    {
        var site = await sites.GetAsync(database);
        var visitor = await AskAndDieInCallAsync(site);

        await site.RestartDeadAsync();
        var searches = Searches(site);
        Assert.True((await site.CallBackAsync(Assert.Single(site.TakenFor(visitor.Person)), "sent")).IsSuccessStatusCode);
        await site.QuietAsync();

        Assert.Equal(Tally.One, await SmsTallyAsync(site, visitor));
        Assert.Equal(searches, Searches(site));
        await site.CheckAsync();
    }

    [Theory, EachDatabase]
    public async Task C4_killed_while_the_operator_answers_its_list_proves_that_the_SMS_left(Database database)
    {
        var site = await sites.GetAsync(database);
        var visitor = await AskAndDieInCallAsync(site);

        await site.RecoverAsync();

        Assert.Equal(Tally.One, await SmsTallyAsync(site, visitor));
        Assert.Contains(OutboxStatus.Unknown, (await site.SmsRowAsync(visitor.Person)).Events.Select(step => step.To));
        await site.CheckAsync();
    }

    [Theory, EachDatabase]
    public async Task C4_killed_while_the_operator_answers_and_nothing_proves_it_the_same_SMS_leaves_once_more(Database database)
    {
        var site = await sites.GetAsync(database);
        site.Twilio.SearchReply = TwilioReply.NothingFound;
        var visitor = await AskAndDieInCallAsync(site);

        await site.RecoverAsync();

        Assert.Equal(Tally.One with { SmsTwice = 1 }, await SmsTallyAsync(site, visitor));
        await site.CheckAsync();
    }

    [Theory, EachDatabase]
    public async Task C5_killed_between_the_operators_answer_and_its_save_the_SMS_is_found_and_not_sent_again(Database database)
    {
        var site = await sites.GetAsync(database);
        var visitor = await site.VisitAsync();

        site.Trap.Arm(CallAnswered);
        await AskAndDieAsync(site, visitor);
        Assert.Single(site.TakenFor(visitor.Person));
        await site.RecoverAsync();

        Assert.Equal(Tally.One, await SmsTallyAsync(site, visitor));
        Assert.NotNull((await site.SmsRowAsync(visitor.Person)).ProviderReference);
        await site.CheckAsync();
    }

    [Theory, EachDatabase]
    public async Task C7_killed_after_the_content_of_a_mail_and_before_the_reply_the_same_mail_leaves_once_more_at_most(Database database)
    {
        var site = await sites.GetAsync(database);
        var visitor = await site.VisitAsync(await site.Aside.Electors.AddActiveAsync($"hang-once.{Guid.NewGuid():N}@ac-amiens.fr"));

        await visitor.AskAsync();
        await site.Smtp.ArrivalAsync(visitor.Person.Email);
        await site.StatusAsync(visitor.Person, MessageTopic.ReassortIdentifier, OutboxStatus.Submitted);
        await (await site.HolderAsync(visitor.Person, MessageTopic.ReassortConfirmation)).KillAsync();
        await site.RecoverAsync();

        Assert.Equal(Tally.One with { MailsTwice = 1 }, await site.TallyAsync(visitor.Person));
        await site.CheckAsync();
    }

    [Theory, EachDatabase]
    public async Task C8_killed_on_both_sides_of_blanking_a_content_no_clear_text_is_left_after_the_next_pass(Database database)
    {
        var site = await sites.GetAsync(database);
        foreach (var point in new[] { "save-begins", "save-done" })
        {
            var visitor = await site.VisitAsync();
            site.Trap.Arm($"^{point} .*UPDATE .OutboxMessages.[^;]*.Payload. =");
            await AskAndDieAsync(site, visitor);
            await site.RecoverAsync();

            Assert.Equal(Tally.One, await SmsTallyAsync(site, visitor));
            Assert.Null((await site.SmsRowAsync(visitor.Person)).Payload);
            Assert.Null((await site.RowAsync(visitor.Person, MessageTopic.ReassortConfirmation)).Payload);
            await site.CheckAsync();
        }
    }

    [Fact]
    public async Task A_portal_that_is_told_to_end_in_the_middle_of_an_SMS_does_not_make_it_leave_twice()
    {
        var site = await sites.GetAsync(Database.Sqlite);
        var visitor = await site.VisitAsync();
        site.Twilio.Reply = TwilioReply.TakeThenHang;
        await visitor.AskAsync();
        await Patience.UntilAsync("the operator takes the SMS", () => site.TakenFor(visitor.Person).Count == 1);

        await site.Portal.TerminateAsync();
        site.Twilio.Reply = TwilioReply.Take;
        await site.RecoverAsync();

        Assert.Equal(Tally.One, await SmsTallyAsync(site, visitor));
        await site.CheckAsync();
    }

    /// <summary>The portal may die before it answers the elector as well as after.</summary>
    private static async Task AskAndDieAsync(CrashSite site, Visitor visitor)
    {
        _ = await Visitor.TryPostAsync(await visitor.OpenFormAsync());
        await site.DeathAsync();
    }

    /// <summary>The operator has taken the SMS and answers nothing: at that moment the portal that sent it is killed.</summary>
    private static async Task<Visitor> AskAndDieInCallAsync(CrashSite site)
    {
        var visitor = await site.VisitAsync();
        site.Twilio.ReplyTo = fields => fields["To"] == CrashSite.PhoneOf(visitor.Person) ? TwilioReply.TakeThenHang : TwilioReply.Take;
        await visitor.AskAsync();
        await Patience.UntilAsync("the operator takes the SMS", () => site.TakenFor(visitor.Person).Count == 1);
        await (await site.HolderAsync(visitor.Person, MessageTopic.ReassortIdentifier)).KillAsync();
        site.Twilio.ReplyTo = null;
        return visitor;
    }

    /// <summary>The portal that died with an SMS may have held the mail too: a second copy of it is in order.</summary>
    private static async Task<Tally> SmsTallyAsync(CrashSite site, Visitor visitor)
    {
        var tally = await site.TallyAsync(visitor.Person);
        Assert.InRange(tally.MailsTwice, 0, 1);
        return tally with { MailsTwice = 0 };
    }

    private static int Searches(CrashSite site) => site.Twilio.Requests.Count(request => request.Method == "GET");
}
