using System.Diagnostics;
using System.Net;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.Security;

/// <summary>Nothing that can be read or measured tells an unknown address from one whose space is not open yet (ASVS 6.3.8).</summary>
public sealed class EnumerationTests
{
    private const string Address = "Adresse de messagerie professionnelle";
    private const string Password = "Mot de passe personnel électeur";
    private const int Pairs = 100;

    /// <summary>Two-sided, for a hundredth.</summary>
    private const double Separation = 2.576;

    /// <summary>By chance alone one run in a hundred separates; three in a row do not.</summary>
    private const int Runs = 3;

    private static readonly Attempt Entry = new("/", Address, "Continuer", HttpStatusCode.OK);
    private static readonly Attempt Reset = new("/portail/motdepasse-oublie.htm", Address, "Recevoir le lien", HttpStatusCode.OK);
    private static readonly Attempt SignIn = new("/portail/motdepasse.htm", Password, "Se connecter", HttpStatusCode.UnprocessableEntity);

    [Theory, EachDatabase]
    [Trait("ASVS", "6.3.8")]
    public async Task The_first_page_answers_an_unknown_address_and_one_not_open_yet_alike_and_as_fast(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        await AssertAlikeAsync(app, Entry, email => app.Electors.AddAsync(email));
    }

    [Theory, EachDatabase]
    [Trait("ASVS", "6.3.8")]
    public async Task The_page_of_the_forgotten_password_answers_an_unknown_address_and_an_open_space_alike_and_as_fast(Database database)
    {
        await using var app = await PortalApp.StartAsync(database);
        await AssertAlikeAsync(app, Reset, email => app.Electors.AddActiveAsync(email));
    }

    [Theory, EachDatabase]
    [Trait("ASVS", "6.3.8")]
    public async Task A_wrong_password_takes_as_long_for_an_unknown_address_as_for_an_open_space(Database database)
    {
        // Dear enough that leaving it out would show, cheap enough for two hundred tries.
        await using var app = await PortalApp.StartAsync(database, ("Password:Cost", "6"), ("Throttling:WrongPasswordsPerNetwork", "100000"));
        await AssertAlikeAsync(app, SignIn, email => app.Electors.AddActiveAsync(email));
    }

    private static async Task AssertAlikeAsync(PortalApp app, Attempt attempt, Func<string, Task<TestElector>> addAsync)
    {
        List<double> separations = [];
        for (var run = 0; run < Runs; run++)
        {
            separations.Add(await SeparateAsync(app, attempt, addAsync, run));
            if (Math.Abs(separations[^1]) < Separation)
                return;
        }

        Assert.Fail($"The times separate each time: {string.Join(", ", separations.Select(separation => $"{separation:+0.0;-0.0}"))}");
    }

    /// <returns>Above zero where the known address is the slower one.</returns>
    private static async Task<double> SeparateAsync(PortalApp app, Attempt attempt, Func<string, Task<TestElector>> addAsync, int run)
    {
        var random = new Random(run);
        List<double> known = [], unknown = [];
        (string Text, string Headers)? seen = null;
        for (var pair = 0; pair < Pairs; pair++)
        {
            // As long as the other: the page repeats what was typed.
            var addresses = new[] { ($"connu.{run}{pair:000}@ac-lille.fr", known), ($"autre.{run}{pair:000}@ac-lille.fr", unknown) };
            await addAsync(addresses[0].Item1);
            foreach (var (address, times) in random.Next(2) == 0 ? addresses : addresses.Reverse())
            {
                var form = await attempt.PrepareAsync(app.NewBrowser(), address);
                var begun = Stopwatch.GetTimestamp();
                var page = await form.PressAsync(attempt.Button);
                times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);

                Assert.Equal(attempt.Answer, page.Status);
                var now = (page.MainText.Replace(address, "…", StringComparison.Ordinal), Headers(page));
                seen ??= now;
                Assert.Equal(seen, now);
            }
        }

        return Separations.Of(known, unknown);
    }

    /// <summary>Names, and the values of those that do not change by themselves.</summary>
    private static string Headers(TestPage page) => string.Join('\n', page.Answer.Headers
        .Concat(page.Answer.Content.Headers)
        .OrderBy(header => header.Key, StringComparer.Ordinal)
        .Select(header => header.Key is "Set-Cookie" or "Date" ? header.Key : $"{header.Key}: {string.Join(',', header.Value)}"));

    /// <summary>A page where an address, or the password of one, is tried.</summary>
    private sealed record Attempt(string Path, string Field, string Button, HttpStatusCode Answer)
    {
        /// <summary>The form, filled in and not sent yet.</summary>
        public async Task<TestPage> PrepareAsync(TestBrowser browser, string address)
        {
            if (Field == Password)
                await (await browser.GetAsync(Entry.Path)).Fill(Entry.Field, address).PressAsync(Entry.Button);
            return (await browser.GetAsync(Path)).Fill(Field, Field == Password ? "Printemps-2018" : address);
        }
    }
}

/// <summary>How far two samples of times are apart.</summary>
internal static class Separations
{
    /// <summary>The statistic of Mann and Whitney, normal where both come from one distribution.</summary>
    public static double Of(IReadOnlyCollection<double> first, IReadOnlyCollection<double> second)
    {
        var ranked = first.Select(value => (Value: value, IsFirst: true)).Concat(second.Select(value => (Value: value, IsFirst: false)))
            .OrderBy(entry => entry.Value).ToList();
        var ranks = ranked.Select((entry, index) => (entry.IsFirst, Rank: index + 1.0)).Where(entry => entry.IsFirst).Sum(entry => entry.Rank);
        double n = first.Count, m = second.Count;
        var u = ranks - (n * (n + 1) / 2);
        return (u - (n * m / 2)) / Math.Sqrt(n * m * (n + m + 1) / 12);
    }
}
