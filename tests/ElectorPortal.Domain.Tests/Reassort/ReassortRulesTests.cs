using ElectorPortal.Domain.Elections;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Domain.Tests.Electors;

namespace ElectorPortal.Domain.Tests.Reassort;

public sealed class ReassortRulesTests
{
    private static readonly DateTime Now = new(2018, 11, 30, 10, 0, 0, DateTimeKind.Utc);
    private static readonly ReassortTerms Terms = new() { Window = new Window(Now.AddDays(-10), Now.AddDays(10)) };
    private static readonly MobileNumber Number = new("+33601020304", 33, "FR");

    private readonly Elector elector = TestElector.Named("BERNARD", null, "Camille", "camille.bernard@ac-amiens.fr");

    public ReassortRulesTests() => elector.NumenHash = [1, 2, 3];

    [Fact]
    public void A_right_claim_is_accepted() => Assert.Null(Check());

    [Fact]
    public void A_wrong_NUMEN_a_wrong_date_and_both_are_one_refusal()
    {
        Assert.Equal(ReassortRefusal.WrongIdentity, Check(Right with { NumenHash = [9, 9, 9] }));
        Assert.Equal(ReassortRefusal.WrongIdentity, Check(Right with { BirthDate = elector.BirthDate.AddDays(1) }));
        Assert.Equal(ReassortRefusal.WrongIdentity, Check(Right with { NumenHash = [], BirthDate = default }));
    }

    [Fact]
    public void A_wrong_security_code_is_told_before_anything_of_the_identity() =>
        Assert.Equal(ReassortRefusal.WrongSecurityCode, Check(Right with { SecurityCodeMatched = false, NumenHash = [] }));

    [Fact]
    public void The_window_holds_from_its_opening_to_before_its_closing()
    {
        Assert.Equal(ReassortRefusal.OutsideWindow, Check(at: Terms.Window.Opens!.Value.AddTicks(-1)));
        Assert.Null(Check(at: Terms.Window.Opens.Value));
        Assert.Null(Check(at: Terms.Window.Closes!.Value.AddTicks(-1)));
        Assert.Equal(ReassortRefusal.OutsideWindow, Check(at: Terms.Window.Closes.Value));
    }

    [Fact]
    public void Three_requests_and_no_fourth()
    {
        elector.Reassort.Used = 2;
        Assert.Null(Check());

        elector.Reassort.Used = 3;
        Assert.Equal(ReassortRefusal.NoRequestLeft, Check());
    }

    [Fact]
    public void The_cool_down_ends_at_its_very_tick()
    {
        elector.Reassort.LastAcceptedAt = Now - Terms.CoolDown + TimeSpan.FromTicks(1);
        Assert.Equal(ReassortRefusal.TooSoon, Check());

        elector.Reassort.LastAcceptedAt = Now - Terms.CoolDown;
        Assert.Null(Check());
    }

    [Fact]
    public void The_fifth_failure_closes_the_form_and_starts_a_new_count()
    {
        for (var i = 0; i < 4; i++)
            ReassortRules.Fail(elector.Reassort, Terms, Now);
        Assert.Null(Check());

        ReassortRules.Fail(elector.Reassort, Terms, Now);
        Assert.Equal(ReassortRefusal.FormClosed, Check());
        Assert.Equal(ReassortRefusal.FormClosed, Check(at: Now + Terms.Closure - TimeSpan.FromTicks(1)));
        Assert.Null(Check(at: Now + Terms.Closure));
        Assert.Equal(0, elector.Reassort.Failures);
    }

    [Fact]
    public void A_frozen_elector_is_refused_whatever_else_holds()
    {
        elector.Reassort.FrozenAt = Now;
        elector.Reassort.Used = 3;

        Assert.Equal(ReassortRefusal.Frozen, Check());
    }

    [Fact]
    public void Accepting_counts_one_starts_the_cool_down_and_forgives_the_failures()
    {
        elector.Reassort.Failures = 4;

        ReassortRules.Accept(elector.Reassort, Now);

        Assert.Equal((1, 0), (elector.Reassort.Used, elector.Reassort.Failures));
        Assert.Equal(Terms.CoolDown, ReassortRules.Wait(elector.Reassort, Terms, Now));
    }

    [Fact]
    public void Only_the_number_on_file_passes_where_the_policy_says_so()
    {
        var onFile = Terms with { NumberPolicy = NumberPolicy.OnFile };
        elector.PhoneOnFile = null;
        Assert.Equal(ReassortRefusal.NumberNotOnFile, ReassortRules.Check(elector, Right, onFile, Now));

        elector.PhoneOnFile = Number.E164;
        Assert.Null(ReassortRules.Check(elector, Right, onFile, Now));
    }

    private ReassortClaim Right => new(Number, elector.NumenHash, elector.BirthDate) { SecurityCodeMatched = true };

    private ReassortRefusal? Check(ReassortClaim? claim = null, DateTime? at = null) =>
        ReassortRules.Check(elector, claim ?? Right, Terms, at ?? Now);
}
