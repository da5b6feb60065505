using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Security.Keys;
using ElectorPortal.Web.Tests.Crash.Support;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Crash;

/// <summary>
/// A portal is killed (SIGKILL) while an elector's request is being saved: rows C1 and C2 of the crash matrix. On a database server a second
/// portal lives on.
/// </summary>
[Collection(Processes.Name)]
public sealed class RequestCrashTests(CrashSites sites) : IAsyncDisposable
{
    private const string RequestSaveBegins = "^save-begins .*INSERT INTO .ReassortRequests.";
    private const string RequestSaveDone = "^save-done .*INSERT INTO .ReassortRequests.";

    public async ValueTask DisposeAsync() => await sites.LeaveAsync();

    [Theory, EachDatabase]
    [Trait("ASVS", "2.3.3")]
    public async Task C1_killed_before_the_commit_nothing_has_changed_and_the_same_form_is_still_good(Database database)
    {
        var site = await sites.GetAsync(database);
        var visitor = await site.VisitAsync();
        var hash = await IssueAsync(site, visitor.Person);
        var form = await visitor.OpenFormAsync();

        site.Trap.Arm(RequestSaveBegins);
        Assert.Null(await Visitor.TryPostAsync(form));
        await site.DeathAsync();
        await site.RecoverAsync();

        Assert.Equal(Tally.Nothing, await TallyOfNothingAsync(site, visitor.Person));
        Assert.Equal(hash, await site.Aside.WithDbAsync(db => db.Identifiers
            .Where(row => row.ElectorId == visitor.Person.Id).Select(row => row.Hash).SingleAsync()));
        await site.CheckAsync();

        Visitor.AssertAccepted(await form.PressAsync("Valider"));
        await site.QuietAsync();
        Assert.Equal(Tally.One, await site.TallyAsync(visitor.Person));
        await site.CheckAsync();
    }

    [Theory, EachDatabase]
    public async Task C2_killed_after_the_commit_and_before_the_answer_the_same_form_finds_its_request(Database database)
    {
        var site = await sites.GetAsync(database);
        var visitor = await site.VisitAsync();
        var form = await visitor.OpenFormAsync();

        site.Trap.Arm(RequestSaveDone);
        Assert.Null(await Visitor.TryPostAsync(form));
        await site.DeathAsync();
        await site.RecoverAsync();

        Assert.Equal(Tally.One, await site.TallyAsync(visitor.Person));
        Visitor.AssertAccepted(await form.PressAsync("Valider"));
        await site.QuietAsync();
        Assert.Equal(Tally.One, await site.TallyAsync(visitor.Person));
        Assert.Equal(1, await UsedAsync(site, visitor.Person));
        await site.CheckAsync();
    }

    /// <summary>The identifier of the paper notice.</summary>
    private static async Task<byte[]> IssueAsync(CrashSite site, TestElector person)
    {
        var hash = Enumerable.Range(person.Id, KeyedHash.Length).Select(number => (byte)number).ToArray();
        await site.Aside.WithDbAsync(db =>
        {
            db.Identifiers.Add(new IssuedIdentifier { ElectorId = person.Id, Hash = hash, IssuedAt = site.Clock.Now });
            return db.SaveChangesAsync();
        });
        return hash;
    }

    private static async Task<Tally> TallyOfNothingAsync(CrashSite site, TestElector person)
    {
        Assert.Equal(0, await UsedAsync(site, person));
        Assert.Equal(0, await site.Aside.WithDbAsync(db => db.OutboxMessages.CountAsync(row => row.ElectorId == person.Id)));
        Assert.Equal(0, await site.Aside.WithDbAsync(db => db.Journal.CountAsync(
            row => row.ElectorId == person.Id && row.Kind == Domain.Journal.JournalKind.Reassort)));
        return await site.TallyAsync(person);
    }

    private static Task<int> UsedAsync(CrashSite site, TestElector person) => site.Aside.WithDbAsync(db =>
        db.Electors.Where(row => row.Id == person.Id).Select(row => row.Reassort.Used).SingleAsync());
}
