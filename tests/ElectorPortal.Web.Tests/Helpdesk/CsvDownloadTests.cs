using System.Globalization;
using System.Net;
using System.Text;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Commands.Files;
using ElectorPortal.Web.Features.Helpdesk.Exports;
using ElectorPortal.Web.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ElectorPortal.Web.Tests.Helpdesk;

public sealed class CsvDownloadTests
{
    [Fact]
    [Trait("ASVS", "5.4.1")]
    [Trait("ASVS", "5.4.2")]
    public async Task A_file_opens_rightly_in_a_French_spreadsheet_and_the_journal_knows_who_took_it()
    {
        await using var app = await PortalApp.StartAsync();
        await app.AddVoterAsync("Amiens", "Maître ; \"délégué\"", openedAt: app.Now);
        var agent = await app.Agents.AddAsync();
        var browser = await app.Agents.SignInAsync(agent);

        var file = await browser.GetAsync("/helpdesk/statistiques/corps.csv");

        Assert.Equal(HttpStatusCode.OK, file.Status);
        Assert.Equal("text/csv; charset=utf-8", file.Answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment; filename=\"statistiques-corps-2018-11-30T1000Z.csv\"", file.Answer.Content.Headers.GetValues("Content-Disposition").Single());
        Assert.True(file.Answer.Headers.CacheControl!.NoStore);
        var bytes = await file.Answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            "\ufeffCorps;Électeurs;Espaces ouverts;Taux d'ouverture (%);Demandes d'identifiant;SMS remis à l'opérateur;SMS distribués;SMS en échec;Taux de distribution (%)\r\n"
            + "\"Maître ; \"\"délégué\"\"\";1;1;100,0;0;0;0;0;\r\n",
            Encoding.UTF8.GetString(bytes));
        var entry = await app.WithDbAsync(db => db.Journal.SingleAsync());
        Assert.Equal(
            (JournalKind.Export, JournalOutcome.Done, "statistiques corps", agent.Id, agent.AcademyId),
            (entry.Kind, entry.Outcome, entry.Detail, entry.AgentId!.Value, entry.AcademyId));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/ensemble"), InlineData("/heures"), InlineData("/jours"), InlineData("/academies"), InlineData("/scrutins"), InlineData("/pays")]
    public async Task Each_table_has_its_file(string table)
    {
        await using var app = await PortalApp.StartAsync();
        await app.AddVoterAsync("Amiens", contests: ["CSAM-2018"], requests: [("FR", app.Now, null)]);
        var browser = await app.Agents.SignInAsync(AgentRole.Supervisor);

        var file = await browser.GetAsync($"/helpdesk/statistiques{table}.csv");

        Assert.Equal(HttpStatusCode.OK, file.Status);
        var lines = file.Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.True(lines.Length >= 2);
        Assert.Single(lines.Select(line => CsvRecord.Split(line)!.Count).Distinct());
    }

    [Fact]
    [Trait("ASVS", "1.2.10")]
    public async Task A_name_that_a_spreadsheet_would_run_stays_a_text()
    {
        string[] hostile =
        [
            "=HYPERLINK(\"http://x\")", "+33", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\0=1", " =1", "\u00A0=1", "\"=1", "' =1", "\ufeff=1",
            "\u200b=1", "＝1", "＋1", "－1", "＠1", "  \"=cmd|' /C calc'!A0", "\u0001=1",
        ];
        await using var app = await PortalApp.StartAsync();
        foreach (var corps in hostile)
            await app.AddVoterAsync("Amiens", corps);
        var browser = await app.Agents.SignInAsync();

        var file = await browser.GetAsync("/helpdesk/statistiques/corps.csv");

        var cells = await ReadAsync(file);
        Assert.Equal(hostile.Length, cells.Count);
        Assert.All(cells, cell => Assert.StartsWith("'", cell, StringComparison.Ordinal));
        Assert.Equal(hostile.Order(StringComparer.Ordinal), cells.Select(cell => cell[1..]).Order(StringComparer.Ordinal));
    }

    [Theory, InlineData("L'été - \"ça\""), InlineData("O'Brien = lui"), InlineData("2-3"), InlineData(""), InlineData("  "), InlineData("'tHooft"), InlineData("(=)")]
    public void What_is_no_formula_stays_as_it_is(string cell) => Assert.Equal(cell, CsvCell.Harmless(cell));

    [Fact]
    public async Task A_million_lines_leave_as_they_are_read()
    {
        const int LeastBytes = 40;
        var farthestBehind = 0L;
        using var sink = new Sink();
        var context = new ActionContext { HttpContext = Http(sink) };

        await new CsvDownload("essai", ["numéro", "texte"], RowsAsync(1_000_000, row => farthestBehind = Math.Max(farthestBehind, row * LeastBytes - sink.Written)))
            .ExecuteResultAsync(context);

        Assert.InRange(sink.Written, 1_000_000 * LeastBytes, long.MaxValue);
        Assert.InRange(farthestBehind, 0, 64 * 1024);
    }

    [Fact]
    public async Task Nothing_more_is_read_once_the_browser_has_gone()
    {
        using var gone = new CancellationTokenSource();
        using var sink = new Sink();
        var read = 0;
        var http = Http(sink);
        http.RequestAborted = gone.Token;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new CsvDownload("essai", ["a", "b"], RowsAsync(1_000_000, _ =>
        {
            read++;
            gone.Cancel();
        })).ExecuteResultAsync(new ActionContext { HttpContext = http }));

        Assert.Equal(1, read);
    }

    private static DefaultHttpContext Http(Stream body)
    {
        var http = new DefaultHttpContext
        {
            RequestServices = new ServiceCollection().AddSingleton<TimeProvider>(new FakeTimeProvider(PortalApp.DuringTheVote)).BuildServiceProvider(),
        };
        http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body));
        return http;
    }

    /// <param name="watch">Told now and then which row comes next.</param>
    private static async IAsyncEnumerable<IReadOnlyList<string>> RowsAsync(int count, Action<int> watch)
    {
        for (var row = 0; row < count; row++)
        {
            if (row % 1000 == 0)
            {
                await Task.Yield();
                watch(row);
            }

            yield return [row.ToString(CultureInfo.InvariantCulture), "Une ligne du journal, « ça » ; etc."];
        }
    }

    /// <summary>The first cell of each line below the header.</summary>
    private static async Task<List<string>> ReadAsync(TestPage file)
    {
        var text = Encoding.UTF8.GetString(await file.Answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        var cells = new List<string>();
        var position = text.IndexOf("\r\n", StringComparison.Ordinal) + 2;
        while (position < text.Length)
        {
            var end = position;
            for (var isQuoted = false; isQuoted || text[end] != '\r' || text[end + 1] != '\n'; end++)
                isQuoted ^= text[end] == '"';
            cells.Add(CsvRecord.Split(text[position..end])![0]);
            position = end + 2;
        }

        return cells;
    }

    private sealed class Sink : Stream
    {
        public long Written { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => Written;

        public override long Position { get => Written; set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => Written += count;
    }
}
