using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Commands;
using ElectorPortal.Web.Security.Seals;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace ElectorPortal.Web.Tests.Security.Seals;

public sealed class JournalChainTests
{
    [Theory, EachDatabase]
    public async Task An_untouched_journal_is_as_it_was_sealed_whatever_is_written_to_it(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        await app.WriteAsync(3);
        await app.SealJournalAsync();
        await app.WriteAsync(1);

        var young = await app.CheckAsync();
        app.Time.Advance(TimeSpan.FromHours(1));
        await app.SealJournalAsync();
        var later = await app.CheckAsync();

        Assert.Equal(ExitCodes.Done, young.Code);
        Assert.Contains("ok      Le journal est tel qu'il a été scellé", young.Output, StringComparison.Ordinal);
        Assert.Contains("Tête de la chaîne du journal, à noter ailleurs : 3:", young.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Done, later.Code);
        Assert.Contains("Tête de la chaîne du journal, à noter ailleurs : 4:", later.Output, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    [Trait("ASVS", "16.4.2")]
    public async Task A_change_of_any_column_of_an_entry_is_named(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var ids = await app.WriteAsync(3);
        await app.SealJournalAsync();
        var at = (await app.WithDbAsync(db => db.Journal.SingleAsync(entry => entry.Id == ids[1]))).At;
        (Action<UpdateSettersBuilder<JournalEntry>> Change, Action<UpdateSettersBuilder<JournalEntry>> Undo)[] tampering =
        [
            (row => row.SetProperty(entry => entry.At, at.AddMicroseconds(1)), row => row.SetProperty(entry => entry.At, at)),
            (row => row.SetProperty(entry => entry.Kind, JournalKind.SignOut), row => row.SetProperty(entry => entry.Kind, JournalKind.SignIn)),
            (row => row.SetProperty(entry => entry.Outcome, JournalOutcome.Refused), row => row.SetProperty(entry => entry.Outcome, JournalOutcome.Done)),
            (row => row.SetProperty(entry => entry.ElectorId, 2), row => row.SetProperty(entry => entry.ElectorId, 1)),
            (row => row.SetProperty(entry => entry.AcademyId, (int?)null), row => row.SetProperty(entry => entry.AcademyId, 2)),
            (row => row.SetProperty(entry => entry.AgentId, 7), row => row.SetProperty(entry => entry.AgentId, (int?)null)),
            (row => row.SetProperty(entry => entry.Reason, ""), row => row.SetProperty(entry => entry.Reason, (string?)null)),
            (row => row.SetProperty(entry => entry.Detail, "l'ete"), row => row.SetProperty(entry => entry.Detail, "l'été, « ça »")),
            (row => row.SetProperty(entry => entry.NetworkAddress, "192.0.2.2"), row => row.SetProperty(entry => entry.NetworkAddress, "192.0.2.1")),
        ];

        foreach (var (change, undo) in tampering)
        {
            Assert.Null((await app.VerifyAsync()).Broken);
            await UpdateAsync(app, ids[1], change);
            Assert.Equal((ChainFault.EntryChanged, ids[1]), (await app.VerifyAsync()).Broken);
            await UpdateAsync(app, ids[1], undo);
        }

        foreach (var word in new[] { "signin", "Nonsense" })
        {
            await app.ExecuteAsync($"UPDATE \"Journal\" SET \"Kind\" = '{word}' WHERE \"Id\" = {ids[1]}");
            Assert.Equal((ChainFault.EntryChanged, ids[1]), (await app.VerifyAsync()).Broken);
        }
    }

    [Theory, EachDatabase]
    public async Task An_entry_that_was_removed_swapped_or_numbered_otherwise_is_named(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var ids = await app.WriteAsync(4);
        await app.SealJournalAsync();
        var seals = $"UPDATE \"JournalSeals\" SET \"EntryId\"";

        await app.ExecuteAsync($"{seals} = -1 WHERE \"EntryId\" = {ids[1]}");
        await app.ExecuteAsync($"{seals} = {ids[1]} WHERE \"EntryId\" = {ids[2]}");
        await app.ExecuteAsync($"{seals} = {ids[2]} WHERE \"EntryId\" = -1");
        Assert.Equal((ChainFault.EntryChanged, ids[2]), (await app.VerifyAsync()).Broken);
        await app.ExecuteAsync($"{seals} = -1 WHERE \"EntryId\" = {ids[1]}");
        await app.ExecuteAsync($"{seals} = {ids[1]} WHERE \"EntryId\" = {ids[2]}");
        await app.ExecuteAsync($"{seals} = {ids[2]} WHERE \"EntryId\" = -1");
        Assert.Null((await app.VerifyAsync()).Broken);

        await app.ExecuteAsync($"{seals} = -1 WHERE \"EntryId\" = {ids[3]}");
        Assert.Equal((ChainFault.EntryMissing, -1), (await app.VerifyAsync()).Broken);
        await app.ExecuteAsync($"{seals} = {ids[3]} WHERE \"EntryId\" = -1");

        await app.ExecuteAsync($"DELETE FROM \"Journal\" WHERE \"Id\" = {ids[1]}");
        Assert.Equal((ChainFault.EntryMissing, ids[1]), (await app.VerifyAsync()).Broken);
        var (code, output) = await app.CheckAsync();
        Assert.Equal(ExitCodes.Failed, code);
        Assert.Contains($"ROMPU   Le journal est tel qu'il a été scellé : l'entrée {ids[1]} a disparu", output, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task A_seal_that_is_missing_forged_or_moved_is_named(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var ids = await app.WriteAsync(4);
        await app.SealJournalAsync();

        await app.ExecuteAsync("UPDATE \"JournalSeals\" SET \"Position\" = 9 WHERE \"Position\" = 1");
        Assert.Equal((ChainFault.SealMissing, 1), (await app.VerifyAsync()).Broken);
        await app.ExecuteAsync("UPDATE \"JournalSeals\" SET \"Position\" = 1 WHERE \"Position\" = 9");

        await app.ExecuteAsync("UPDATE \"JournalSeals\" SET \"Position\" = 9 WHERE \"Position\" = 4");
        Assert.Equal((ChainFault.SealMissing, 4), (await app.VerifyAsync()).Broken);
        await app.ExecuteAsync("UPDATE \"JournalSeals\" SET \"Position\" = 4 WHERE \"Position\" = 9");
        Assert.Null((await app.VerifyAsync()).Broken);

        var added = await app.WriteAsync(1);
        await AddSealAsync(app, 5, added[0]);
        Assert.Equal((ChainFault.EntryChanged, added[0]), (await app.VerifyAsync()).Broken);

        await app.ExecuteAsync("DELETE FROM \"JournalSeals\" WHERE \"Position\" = 2");
        var verdict = await app.VerifyAsync();
        Assert.Equal((ChainFault.SealMissing, 2), verdict.Broken);
        Assert.Equal(1, verdict.Head?.Position);

        await app.ExecuteAsync($"DELETE FROM \"Journal\" WHERE \"Id\" = {ids[1]}");
        await app.ExecuteAsync("UPDATE \"JournalSeals\" SET \"Position\" = 2 WHERE \"Position\" = 3");
        Assert.Equal((ChainFault.EntryChanged, ids[2]), (await app.VerifyAsync()).Broken);
    }

    [Theory, EachDatabase]
    public async Task An_entry_older_by_ten_minutes_than_what_is_sealed_and_without_a_seal_is_named(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        await app.WriteAsync(1);
        await app.SealJournalAsync();
        app.Time.AdjustTime(app.Time.GetUtcNow() - TimeSpan.FromMinutes(10));
        await app.WriteAsync(1);
        Assert.Null((await app.VerifyAsync()).Broken);

        app.Time.AdjustTime(app.Time.GetUtcNow() - TimeSpan.FromMinutes(1));
        var slipped = await app.WriteAsync(1);

        Assert.Equal((ChainFault.EntryUnsealed, slipped[0]), (await app.VerifyAsync()).Broken);
    }

    [Theory, EachDatabase]
    public async Task What_was_written_while_no_portal_ran_may_wait_for_its_seal(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        await app.WriteAsync(1);
        app.Time.Advance(TimeSpan.FromDays(1));
        Assert.Null((await app.VerifyAsync()).Broken);

        await app.SealJournalAsync();
        await app.WriteAsync(1);
        app.Time.Advance(TimeSpan.FromDays(1));

        Assert.Null((await app.VerifyAsync()).Broken);
    }

    [Theory, EachDatabase]
    public async Task That_the_newest_entries_went_with_their_seals_shows_against_a_note(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        var ids = await app.WriteAsync(3);
        await app.SealJournalAsync();
        var note = (await app.VerifyAsync()).Head!;
        Assert.Equal(ExitCodes.Done, (await app.CheckAsync("--head", note.ToString())).Code);

        await app.ExecuteAsync($"DELETE FROM \"Journal\" WHERE \"Id\" = {ids[2]}");
        await app.ExecuteAsync("DELETE FROM \"JournalSeals\" WHERE \"Position\" = 3");
        Assert.Null((await app.VerifyAsync()).Broken);
        Assert.Equal((ChainFault.NoteBroken, 3), (await app.VerifyAsync(note)).Broken);

        await app.WriteAsync(2);
        await app.SealJournalAsync();
        Assert.Null((await app.VerifyAsync()).Broken);
        var (code, output) = await app.CheckAsync("--head", note.ToString());
        Assert.Equal(ExitCodes.Failed, code);
        Assert.Contains("la chaîne ne passe pas par la note de position 3", output, StringComparison.Ordinal);
    }

    [Theory, InlineData(""), InlineData("3"), InlineData("3:abc"), InlineData("0:0123456789abcdef"), InlineData("3:0123456789abcdeg")]
    public async Task A_note_that_is_none_is_refused(string note)
    {
        await using var app = await PortalApp.StartAsync();

        var (code, output) = await app.CheckAsync("--head", note);

        Assert.Equal(ExitCodes.WrongUsage, code);
        Assert.Contains("--head attend une tête telle que la commande l'affiche", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_instant_that_is_none_is_a_changed_entry()
    {
        await using var app = await PortalApp.StartAsync();
        var ids = await app.WriteAsync(3);
        await app.SealJournalAsync();

        await app.ExecuteAsync($"UPDATE \"Journal\" SET \"At\" = 'hier' WHERE \"Id\" = {ids[1]}");

        Assert.Equal((ChainFault.EntryChanged, ids[1]), (await app.VerifyAsync()).Broken);
    }

    private static Task<int> UpdateAsync(PortalApp app, long id, Action<UpdateSettersBuilder<JournalEntry>> change) =>
        app.WithDbAsync(db => db.Journal.Where(entry => entry.Id == id).ExecuteUpdateAsync(change));

    private static Task<int> AddSealAsync(PortalApp app, long position, long entryId) => app.WithDbAsync(async db =>
    {
        db.JournalSeals.Add(new JournalSeal { Position = position, EntryId = entryId, Hash = new byte[32] });
        return await db.SaveChangesAsync();
    });
}
