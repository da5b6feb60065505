using ElectorPortal.Domain.Delivery;

namespace ElectorPortal.Domain.Tests.Delivery;

public sealed class CircuitTests
{
    private static readonly DateTime Start = new(2018, 11, 30, 10, 0, 0, DateTimeKind.Utc);
    private static readonly DeliveryOutcome Sent = new DeliveryOutcome.Sent("SM1");
    private static readonly DeliveryOutcome Unreachable = new DeliveryOutcome.Unreachable("connect");

    private readonly Circuit circuit = new();

    [Fact]
    public void A_working_provider_takes_all() => Assert.Equal(8, circuit.Allow(8, Start));

    [Fact]
    public void Failures_in_a_row_open_it_and_one_success_starts_a_new_count()
    {
        Fail(Circuit.Tolerance - 1);
        circuit.Record(Sent, Start);
        Fail(Circuit.Tolerance - 1);
        Assert.False(circuit.IsOpen);

        Assert.Equal(CircuitChange.Opened, circuit.Record(Unreachable, Start));
        Assert.Equal(0, circuit.Allow(8, Start));
    }

    [Fact]
    public void Wrong_settings_open_it_at_once()
    {
        Assert.Equal(CircuitChange.Opened, circuit.Record(new DeliveryOutcome.SettingsWrong("20003"), Start));
        Assert.Equal(CircuitChange.None, circuit.Record(new DeliveryOutcome.SettingsWrong("20003"), Start));
        Assert.Equal(0, circuit.Allow(8, Start));
    }

    [Fact]
    public void Answers_that_never_come_open_it_too()
    {
        for (var i = 0; i < Circuit.Tolerance; i++)
            circuit.Record(new DeliveryOutcome.Ambiguous("timeout"), Start);

        Assert.True(circuit.IsOpen);
    }

    public static TheoryData<DeliveryOutcome> NotHandedOver => [new DeliveryOutcome.Superseded(), new DeliveryOutcome.NotBegun()];

    [Theory, MemberData(nameof(NotHandedOver))]
    public void A_message_that_was_not_handed_over_says_nothing_of_the_provider(DeliveryOutcome outcome)
    {
        Fail(Circuit.Tolerance - 1);
        circuit.Record(outcome, Start);

        Assert.Equal(CircuitChange.Opened, circuit.Record(Unreachable, Start));
    }

    [Fact]
    public void After_the_pause_one_message_tries_alone()
    {
        Fail(Circuit.Tolerance);

        Assert.Equal(0, circuit.Allow(8, Start.AddSeconds(14)));
        Assert.Equal(1, circuit.Allow(8, Start.AddSeconds(15)));
        Assert.Equal(0, circuit.Allow(8, Start.AddSeconds(15)));
    }

    [Fact]
    public void As_long_as_a_trial_is_under_way_there_is_no_other()
    {
        Fail(Circuit.Tolerance);
        var trial = Start.AddMinutes(5);

        Assert.Equal(1, circuit.Allow(8, trial));
        Assert.Equal(0, circuit.Allow(8, trial + DeliverySchedule.Lease - TimeSpan.FromTicks(1)));
        Assert.Equal(1, circuit.Allow(8, trial + DeliverySchedule.Lease));
    }

    [Fact]
    public void A_trial_that_handed_nothing_over_costs_no_time()
    {
        Fail(Circuit.Tolerance);
        var now = Start.AddMinutes(5);

        Assert.Equal(1, circuit.Allow(8, now));
        circuit.Record(new DeliveryOutcome.Superseded(), now);
        Assert.Equal(1, circuit.Allow(8, now));
        circuit.ReturnTrial(now);
        Assert.Equal(1, circuit.Allow(8, now));
        Assert.Equal(0, circuit.Allow(8, now));
        Assert.True(circuit.IsOpen);
    }

    [Fact]
    public void A_clock_set_back_does_not_keep_it_shut()
    {
        Fail(Circuit.Tolerance);

        Assert.Equal(1, circuit.Allow(8, Start.AddHours(-1)));
        circuit.Record(Sent, Start.AddHours(-1));
        Assert.Equal(8, circuit.Allow(8, Start.AddHours(-1)));
    }

    [Fact]
    public void Pauses_grow_up_to_two_minutes()
    {
        Fail(Circuit.Tolerance);
        var now = Start;
        foreach (var seconds in new[] { 15, 30, 60, 120, 120, 120 })
        {
            Assert.Equal(0, circuit.Allow(8, now.AddSeconds(seconds - 1)));
            now = now.AddSeconds(seconds);
            Assert.Equal(1, circuit.Allow(8, now));
            circuit.Record(Unreachable, now);
        }
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public void Any_answer_about_a_message_closes_it(DeliveryOutcome answer)
    {
        Fail(Circuit.Tolerance);

        Assert.Equal(CircuitChange.Closed, circuit.Record(answer, Start));
        Assert.Equal(8, circuit.Allow(8, Start));
    }

    public static TheoryData<DeliveryOutcome> Answers =>
        [Sent, new DeliveryOutcome.Refused("21211"), new DeliveryOutcome.NotSent("20429")];

    private void Fail(int times)
    {
        for (var i = 0; i < times; i++)
            circuit.Record(Unreachable, Start);
    }
}
