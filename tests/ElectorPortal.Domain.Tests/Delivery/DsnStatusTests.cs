using ElectorPortal.Domain.Delivery;

namespace ElectorPortal.Domain.Tests.Delivery;

public sealed class DsnStatusTests
{
    [Theory]
    [InlineData("failed", DsnAction.Failed)]
    [InlineData(" Failed (user unknown)", DsnAction.Failed)]
    [InlineData("delayed", DsnAction.Delayed)]
    [InlineData("delivered", DsnAction.Delivered)]
    [InlineData("relayed", DsnAction.Relayed)]
    [InlineData("expanded", DsnAction.Expanded)]
    [InlineData("failedly", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void An_action_is_one_of_five_words(string? field, DsnAction? action) => Assert.Equal(action, DsnStatus.ParseAction(field));

    [Fact]
    public void A_failure_outweighs_all_else_that_one_report_says() =>
        Assert.Equal(DsnAction.Failed, Enum.GetValues<DsnAction>().Max());

    [Theory]
    [InlineData(DsnAction.Failed, OutboxStatus.FailedPermanent)]
    [InlineData(DsnAction.Delayed, OutboxStatus.Submitted)]
    [InlineData(DsnAction.Delivered, OutboxStatus.Delivered)]
    [InlineData(DsnAction.Relayed, null)]
    [InlineData(DsnAction.Expanded, null)]
    public void What_says_nothing_of_the_arrival_moves_nothing(DsnAction action, OutboxStatus? status) =>
        Assert.Equal(status, DsnStatus.ToStatus(action));

    [Theory]
    [InlineData("5.1.1", "dsn-5.1.1")]
    [InlineData(" 5.1.10 (recipient not found)", "dsn-5.1.10")]
    [InlineData("4.4.7", "dsn-4.4.7")]
    [InlineData("5.999.999", "dsn-5.999.999")]
    [InlineData("5.1000.1", "dsn-5.0.0")]
    [InlineData("5.01.1", "dsn-5.0.0")]
    [InlineData("5.1", "dsn-5.0.0")]
    [InlineData("5.1.1.1", "dsn-5.0.0")]
    [InlineData("5.1.1camille.bernard@ac-amiens.fr", "dsn-5.0.0")]
    [InlineData("2.1.5", "dsn-5.0.0")]
    [InlineData("550", "dsn-5.0.0")]
    [InlineData("٥.١.١", "dsn-5.0.0")]
    [InlineData("", "dsn-5.0.0")]
    [InlineData(null, "dsn-5.0.0")]
    public void Only_a_well_formed_code_of_a_failure_is_kept(string? field, string reason) =>
        Assert.Equal(reason, DsnStatus.Reason(DsnAction.Failed, field));

    [Fact]
    public void A_delay_without_a_code_is_a_passing_trouble_and_a_success_has_no_reason()
    {
        Assert.Equal("dsn-4.0.0", DsnStatus.Reason(DsnAction.Delayed, "?"));
        Assert.Null(DsnStatus.Reason(DsnAction.Delivered, "5.1.1"));
    }
}
