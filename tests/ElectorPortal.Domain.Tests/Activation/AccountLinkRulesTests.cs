using ElectorPortal.Domain.Activation;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Tests.Electors;

namespace ElectorPortal.Domain.Tests.Activation;

public sealed class AccountLinkRulesTests
{
    private static readonly DateTime Now = new(2018, 10, 11, 12, 5, 0, DateTimeKind.Utc);
    private static readonly LinkTerms Terms = new();

    private readonly Elector elector = TestElector.Named("BERNARD", null, "Camille", "camille.bernard@ac-amiens.fr");

    [Fact]
    [Trait("ASVS", "9.2.3")]
    public void A_fresh_link_opens_the_page_that_it_was_made_for_and_no_other()
    {
        Assert.Null(AccountLinkRules.Check(Link(), LinkPurpose.Activation, Now));
        Assert.Equal(LinkRefusal.Unknown, AccountLinkRules.Check(Link(), LinkPurpose.Reset, Now));
        Assert.Equal(LinkRefusal.Unknown, AccountLinkRules.Check(null, LinkPurpose.Activation, Now));
    }

    [Theory]
    [InlineData(LinkPurpose.Activation, 24)]
    [InlineData(LinkPurpose.Reset, 1)]
    public void A_link_expires_at_its_very_tick(LinkPurpose purpose, int hours)
    {
        var link = Link(purpose);

        Assert.Null(AccountLinkRules.Check(link, purpose, Now.AddHours(hours).AddTicks(-1)));
        Assert.Equal(LinkRefusal.Expired, AccountLinkRules.Check(link, purpose, Now.AddHours(hours)));
    }

    [Fact]
    public void A_used_link_is_said_used_even_once_expired_and_a_replaced_one_replaced()
    {
        var used = Link();
        used.UsedAt = Now;
        var replaced = Link();
        replaced.ReplacedAt = Now;

        Assert.Equal(LinkRefusal.Used, AccountLinkRules.Check(used, LinkPurpose.Activation, Now.AddDays(3)));
        Assert.Equal(LinkRefusal.Replaced, AccountLinkRules.Check(replaced, LinkPurpose.Activation, Now));
    }

    [Fact]
    public void A_link_dies_with_the_address_that_it_was_mailed_to_and_with_the_place_on_the_rolls()
    {
        var link = Link();
        elector.Email = EmailAddress.Parse("autre@ac-lille.fr");
        Assert.Equal(LinkRefusal.Replaced, AccountLinkRules.Check(link, LinkPurpose.Activation, Now));

        elector.RemovedAt = Now;
        Assert.Equal(LinkRefusal.Unknown, AccountLinkRules.Check(link, LinkPurpose.Activation, Now));
    }

    [Fact]
    public void Mails_are_five_minutes_apart()
    {
        Assert.True(AccountLinkRules.MaySend(null, Now, Terms));
        Assert.False(AccountLinkRules.MaySend(Now, Now.AddMinutes(5).AddTicks(-1), Terms));
        Assert.True(AccountLinkRules.MaySend(Now, Now.AddMinutes(5), Terms));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(9, true)]
    [InlineData(10, false)]
    [InlineData(11, false)]
    public void Mails_of_a_day_are_ten(int sent, bool isAllowed) => Assert.Equal(isAllowed, AccountLinkRules.MaySend(sent, Terms));

    private AccountLink Link(LinkPurpose purpose = LinkPurpose.Activation) => new()
    {
        ElectorId = 1,
        Elector = elector,
        Purpose = purpose,
        TokenHash = [1],
        Address = elector.Email,
        CreatedAt = Now,
        ExpiresAt = Now + Terms.LifetimeOf(purpose),
    };
}
