using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Helpdesk;

namespace ElectorPortal.Domain.Tests.Helpdesk;

public sealed class HelpdeskRulesTests
{
    private static readonly DateTime Now = new(2018, 11, 30, 10, 0, 0, DateTimeKind.Utc);
    private static readonly EmailAddress Other = EmailAddress.Parse("zoe.durand@ac-amiens.fr");

    [Theory]
    [InlineData(OutboxStatus.Pending, true)]
    [InlineData(OutboxStatus.Sending, true)]
    [InlineData(OutboxStatus.Unknown, true)]
    [InlineData(OutboxStatus.FailedTemporary, true)]
    [InlineData(OutboxStatus.Delivered, false)]
    [InlineData(OutboxStatus.FailedPermanent, false)]
    [InlineData(OutboxStatus.Superseded, false)]
    [InlineData(OutboxStatus.Expired, false)]
    public void An_identifier_is_on_its_way_until_its_SMS_is_settled(OutboxStatus status, bool expected) =>
        Assert.Equal(expected, HelpdeskRules.IsOnItsWay(status, null, Now));

    [Theory]
    [InlineData(899, true)]
    [InlineData(900, false)]
    public void Once_the_operator_has_it_an_identifier_is_expected_for_fifteen_minutes(int seconds, bool expected) =>
        Assert.Equal(expected, HelpdeskRules.IsOnItsWay(OutboxStatus.Submitted, Now.AddSeconds(-seconds), Now));

    [Fact]
    public void Addresses_are_changed_twice_at_most()
    {
        var elector = Elector();
        elector.AddressChanges = HelpdeskRules.MaxAddressChanges - 1;
        Assert.Null(HelpdeskRules.CheckAddress(elector, Other, null, isIdentifierOnItsWay: false));

        elector.AddressChanges++;
        Assert.Equal(HelpdeskRefusal.TooManyAddressChanges, HelpdeskRules.CheckAddress(elector, Other, null, isIdentifierOnItsWay: false));
    }

    [Fact]
    public void An_address_is_refused_where_it_is_known_or_anothers_or_an_identifier_is_on_its_way_or_the_elector_left()
    {
        var elector = Elector();

        Assert.Equal(HelpdeskRefusal.AddressKnown, HelpdeskRules.CheckAddress(elector, elector.Email, elector.Id, false));
        Assert.Equal(HelpdeskRefusal.AddressTaken, HelpdeskRules.CheckAddress(elector, Other, elector.Id + 1, false));
        Assert.Null(HelpdeskRules.CheckAddress(elector, Other, elector.Id, false));
        Assert.Equal(HelpdeskRefusal.IdentifierOnItsWay, HelpdeskRules.CheckAddress(elector, Other, null, true));
        elector.RemovedAt = Now;
        Assert.Equal(HelpdeskRefusal.Removed, HelpdeskRules.CheckAddress(elector, Other, null, false));
    }

    [Theory]
    [InlineData(1, false, OutboxStatus.Submitted, false, AgentRole.Agent, null)]
    [InlineData(1, false, OutboxStatus.Submitted, true, AgentRole.Agent, HelpdeskRefusal.IdentifierOnItsWay)]
    [InlineData(1, false, OutboxStatus.Submitted, true, AgentRole.Supervisor, null)]
    [InlineData(1, false, OutboxStatus.Delivered, false, AgentRole.Agent, HelpdeskRefusal.SmsArrived)]
    [InlineData(1, false, OutboxStatus.Delivered, false, AgentRole.Supervisor, null)]
    [InlineData(1, true, OutboxStatus.Submitted, false, AgentRole.Supervisor, HelpdeskRefusal.NothingToGiveBack)]
    [InlineData(0, false, OutboxStatus.Submitted, false, AgentRole.Supervisor, HelpdeskRefusal.NothingToGiveBack)]
    [Trait("ASVS", "2.3.5")]
    public void A_request_is_given_back_once_and_by_a_supervisor_where_its_SMS_arrived_or_may_arrive(
        int used, bool wasGivenBack, OutboxStatus sms, bool isOnItsWay, AgentRole role, HelpdeskRefusal? expected)
    {
        var elector = Elector();
        elector.Reassort.Used = used;

        Assert.Equal(expected, HelpdeskRules.CheckGiveBack(elector, wasGivenBack, sms, isOnItsWay, role));
    }

    [Fact]
    public void Requests_are_frozen_and_unfrozen_in_turn()
    {
        var elector = Elector();
        Assert.Null(HelpdeskRules.CheckFreeze(elector));
        Assert.Equal(HelpdeskRefusal.NotFrozen, HelpdeskRules.CheckUnfreeze(elector));

        elector.Reassort.FrozenAt = Now;
        Assert.Equal(HelpdeskRefusal.AlreadyFrozen, HelpdeskRules.CheckFreeze(elector));
        Assert.Null(HelpdeskRules.CheckUnfreeze(elector));

        elector.RemovedAt = Now;
        Assert.Equal(HelpdeskRefusal.Removed, HelpdeskRules.CheckFreeze(elector));
        Assert.Equal(HelpdeskRefusal.Removed, HelpdeskRules.CheckUnfreeze(elector));
    }

    private static Elector Elector() => new()
    {
        NumenHash = [1],
        Email = EmailAddress.Parse("zoe.martin@ac-amiens.fr"),
        Civility = "Mme",
        BirthName = "MARTIN",
        FirstNames = "Zoé",
        BirthDate = new DateOnly(1970, 1, 1),
        AcademyId = 1,
        Corps = "Professeur certifié",
        Posting = "Lycée",
    };
}
