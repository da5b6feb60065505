using ElectorPortal.Domain.Delivery;

namespace ElectorPortal.Domain.Tests.Delivery;

public sealed class OutboxMessageTests
{
    private static readonly DateTime Now = new(2018, 11, 30, 10, 0, 0, DateTimeKind.Utc);

    private readonly OutboxMessage message = new()
    {
        Channel = Channel.Sms,
        Topic = MessageTopic.ReassortIdentifier,
        ElectorId = 1,
        DedupKey = "one",
        Payload = [1],
        MaskedRecipient = "06xxxxxxx",
        NextAttemptAt = Now,
        CreatedAt = Now,
    };

    [Fact]
    public void A_message_that_left_is_never_tried_again_and_forgets_what_it_said()
    {
        Attempt(new DeliveryOutcome.Sent("SM1"));

        Assert.Equal((OutboxStatus.Submitted, null, "SM1"), (message.Status, message.NextAttemptAt, message.ProviderReference));
        Assert.Null(message.Payload);
    }

    [Fact]
    public void A_message_that_did_not_leave_is_tried_again_on_schedule_until_it_expires()
    {
        for (var attempt = 1; DeliverySchedule.NextDelay(attempt) is { } delay; attempt++)
        {
            Attempt(new DeliveryOutcome.NotSent("smtp-451"));
            Assert.Equal((OutboxStatus.FailedTemporary, Now + delay), (message.Status, message.NextAttemptAt));
        }

        Attempt(new DeliveryOutcome.NotSent("smtp-451"));
        Assert.Equal((OutboxStatus.Expired, null), (message.Status, message.NextAttemptAt));
        Assert.Null(message.Payload);
    }

    [Fact]
    public void A_provider_that_asks_for_more_time_gets_it()
    {
        Attempt(new DeliveryOutcome.NotSent("20429", TimeSpan.FromMinutes(3)));

        Assert.Equal(Now.AddMinutes(3), message.NextAttemptAt);
    }

    public static TheoryData<DeliveryOutcome> Outages =>
        [new DeliveryOutcome.SettingsWrong("20003"), new DeliveryOutcome.Unreachable("connect"), new DeliveryOutcome.NotBegun()];

    [Theory, MemberData(nameof(Outages))]
    public void An_outage_costs_the_message_neither_a_try_nor_its_place_in_the_line(DeliveryOutcome outage)
    {
        var lastTrial = Now + DeliverySchedule.LongestOutage - TimeSpan.FromTicks(1);
        for (var i = 0; i < 50; i++)
            Attempt(outage, lastTrial);

        Assert.Equal((OutboxStatus.FailedTemporary, 0), (message.Status, message.Attempt));
        Assert.Equal(message.CreatedAt, message.NextAttemptAt);
        Assert.NotNull(message.Payload);
    }

    [Theory, MemberData(nameof(Outages))]
    public void An_outage_of_a_day_ends_the_wait(DeliveryOutcome outage)
    {
        Attempt(outage, Now + DeliverySchedule.LongestOutage);

        Assert.Equal((OutboxStatus.Expired, null), (message.Status, message.NextAttemptAt));
        Assert.Null(message.Payload);
    }

    [Fact]
    public void A_provider_that_cannot_say_what_became_of_a_message_costs_it_no_try_for_a_day()
    {
        for (var i = 0; i < 50; i++)
            Attempt(new DeliveryOutcome.StillInDoubt("20500"));
        Assert.Equal((OutboxStatus.Unknown, 0, Now + DeliverySchedule.ReconcileAfter), (message.Status, message.Attempt, message.NextAttemptAt));

        Attempt(new DeliveryOutcome.StillInDoubt("20500"), Now + DeliverySchedule.LongestOutage);
        Assert.Equal(OutboxStatus.Expired, message.Status);
    }

    [Fact]
    public void A_message_found_to_have_arrived_is_delivered() =>
        AssertFinal(new DeliveryOutcome.Sent("SM1", HasArrived: true), OutboxStatus.Delivered);

    [Fact]
    public void A_superseded_message_is_final() => AssertFinal(new DeliveryOutcome.Superseded(), OutboxStatus.Superseded);

    [Fact]
    public void A_refused_message_is_final() => AssertFinal(new DeliveryOutcome.Refused("21211"), OutboxStatus.FailedPermanent);

    [Fact]
    public void A_doubt_waits_for_news_and_keeps_the_same_content_for_a_resend()
    {
        Attempt(new DeliveryOutcome.Ambiguous("timeout"));

        Assert.Equal((OutboxStatus.Unknown, Now + DeliverySchedule.ReconcileAfter), (message.Status, message.NextAttemptAt));
        Assert.NotNull(message.Payload);
    }

    [Fact]
    public void A_worker_that_says_nothing_leaves_a_doubt_and_never_a_message_to_send_afresh()
    {
        message.Claim("one", Now, DeliverySchedule.Lease);
        message.LoseLease(Now + DeliverySchedule.Lease);

        Assert.Equal(OutboxStatus.Unknown, message.Status);
        Assert.Null(message.LeaseOwner);
    }

    [Fact]
    public void Doubts_do_not_last_for_ever()
    {
        while (message.Status != OutboxStatus.Expired)
            Attempt(new DeliveryOutcome.Ambiguous("timeout"));

        Assert.InRange(message.Attempt, 2, 20);
    }

    [Theory]
    [InlineData(OutboxStatus.Delivered, OutboxStatus.Submitted)]
    [InlineData(OutboxStatus.Delivered, OutboxStatus.FailedPermanent)]
    [InlineData(OutboxStatus.FailedPermanent, OutboxStatus.Delivered)]
    [InlineData(OutboxStatus.FailedPermanent, OutboxStatus.Submitted)]
    public void Reports_move_a_message_forward_only(OutboxStatus first, OutboxStatus late)
    {
        Attempt(new DeliveryOutcome.Sent("SM1"));

        Assert.True(message.Report(first, Now, null, "SM1"));
        Assert.False(message.Report(first, Now, null, "SM1"));
        Assert.False(message.Report(late, Now, null, "SM1"));
        Assert.Equal(first, message.Status);
    }

    [Fact]
    public void A_report_settles_a_doubt()
    {
        Attempt(new DeliveryOutcome.Ambiguous("timeout"));

        Assert.True(message.Report(OutboxStatus.Delivered, Now, null, "SM1"));
        Assert.Equal((OutboxStatus.Delivered, null, "SM1"), (message.Status, message.NextAttemptAt, message.ProviderReference));
    }

    [Fact]
    public void A_mail_that_was_taken_can_still_come_back()
    {
        Attempt(new DeliveryOutcome.Sent("id@elections.example.fr"));

        Assert.True(message.Report(OutboxStatus.FailedPermanent, Now, "dsn-5.1.1", null));
        Assert.Equal((OutboxStatus.FailedPermanent, "dsn-5.1.1", Now), (message.Status, message.LastError, message.FinalAt));
        Assert.Equal("id@elections.example.fr", message.ProviderReference);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_failure_reported_of_a_mail_that_seems_not_to_have_left_proves_that_it_did(bool wasTried)
    {
        if (wasTried)
            Attempt(new DeliveryOutcome.Ambiguous("smtp-no-reply"));

        Assert.True(message.Report(OutboxStatus.FailedPermanent, Now, "dsn-5.1.1", null));
        Assert.Equal((OutboxStatus.FailedPermanent, null), (message.Status, message.NextAttemptAt));
        Assert.Null(message.Payload);
    }

    [Fact]
    public void A_failure_reported_while_a_worker_holds_the_message_takes_it_from_him()
    {
        message.Claim("one", Now, DeliverySchedule.Lease);

        Assert.True(message.Report(OutboxStatus.FailedPermanent, Now, "dsn-5.1.1", null));
        Assert.Equal((OutboxStatus.FailedPermanent, null), (message.Status, message.LeaseOwner));
    }

    [Fact]
    public void A_delay_is_noted_once_for_each_reason_and_moves_nothing()
    {
        Attempt(new DeliveryOutcome.Sent("SM1"));

        Assert.True(message.Delay("dsn-4.4.1", Now));
        Assert.True(message.Delay("dsn-4.2.2", Now));
        Assert.False(message.Delay("dsn-4.4.1", Now));
        Assert.False(message.Delay("dsn-4.2.2", Now));
        Assert.Equal((OutboxStatus.Submitted, "dsn-4.2.2"), (message.Status, message.LastError));
        Assert.True(message.Report(OutboxStatus.Delivered, Now, null, null));
        Assert.False(message.Delay("dsn-4.4.7", Now));
    }

    [Fact]
    public void A_delay_of_a_mail_in_doubt_proves_that_it_left()
    {
        Attempt(new DeliveryOutcome.Ambiguous("smtp-no-reply"));

        Assert.True(message.Delay("dsn-4.4.1", Now));
        Assert.Equal((OutboxStatus.Submitted, null), (message.Status, message.NextAttemptAt));
        Assert.Null(message.Payload);
    }

    [Fact]
    public void Every_step_is_kept()
    {
        Attempt(new DeliveryOutcome.NotSent("connect"));
        Attempt(new DeliveryOutcome.Sent("SM1"));

        Assert.Equal(
            [OutboxStatus.Sending, OutboxStatus.FailedTemporary, OutboxStatus.Sending, OutboxStatus.Submitted],
            message.Events.Select(step => step.To));
    }

    private void AssertFinal(DeliveryOutcome outcome, OutboxStatus status)
    {
        Attempt(outcome);
        Assert.Equal(status, message.Status);
        Assert.True(message.IsFinal);
        Assert.Null(message.Payload);
    }

    private void Attempt(DeliveryOutcome outcome, DateTime? at = null)
    {
        message.Claim("one", at ?? Now, DeliverySchedule.Lease);
        message.Settle(outcome, at ?? Now);
    }
}
