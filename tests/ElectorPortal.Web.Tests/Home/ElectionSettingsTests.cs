using ElectorPortal.Web.Settings;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace ElectorPortal.Web.Tests.Home;

/// <summary>Dates that contradict each other are named at start.</summary>
public sealed class ElectionSettingsTests
{
    [Fact]
    public void The_calendar_of_2018_is_sound() => Assert.Empty(Problems(Calendar(), Environments.Production));

    [Theory]
    [InlineData("Results", "2018-12-06T16:59:59", null, "Election:Results:Opens (2018-12-06T16:59:59) vient avant la clôture du vote (2018-12-06T17:00).")]
    [InlineData("Results", "2018-12-06T17:00:00", null, null)]
    [InlineData("Reassort", "2018-11-05", "2018-12-06T17:00:01", "Election:Reassort:Closes (2018-12-06T17:00:01) vient après la clôture du vote (2018-12-06T17:00).")]
    [InlineData("CandidateLists", "2018-11-29T10:00:01", null, "Election:CandidateLists:Opens (2018-11-29T10:00:01) vient après l'ouverture du vote (2018-11-29T10:00) : on voterait sans voir les listes.")]
    [InlineData("Rolls", "2018-11-30", null, "Election:Rolls:Opens (2018-11-30) vient après l'ouverture du vote (2018-11-29T10:00).")]
    [InlineData("Profile", "2018-11-29T10:00", null, null)]
    [InlineData("Voting", "2019-11-29T10:00", "2019-12-06T17:00", "Election:Voting:Opens (2019-11-29T10:00) n'est pas dans l'année de l'élection, Election:Year (2018).")]
    [InlineData("Contests", "2018-13-01", null, "Election:Contests:Opens : « 2018-13-01 » n'est pas une heure de Paris de la forme 2018-11-29T10:00.")]
    public void The_wrong_date_is_named(string window, string? opens, string? closes, string? problem)
    {
        var options = Calendar();
        var changed = (WindowOptions)typeof(ElectionOptions).GetProperty(window)!.GetValue(options)!;
        (changed.Opens, changed.Closes) = (opens, closes);

        Assert.Equal(problem is null ? [] : [problem], Problems(options, Environments.Production).Where(text => problem is null || text == problem));
    }

    [Fact]
    public void A_rehearsal_may_open_everything_at_once()
    {
        var options = Calendar();
        options.Results.Opens = "2018-10-01";
        options.IsTraining = true;

        Assert.Empty(Problems(options, Environments.Production));
    }

    private static ElectionOptions Calendar() => new()
    {
        Year = 2018,
        Voting = Window("2018-11-29T10:00", "2018-12-06T17:00"),
        Profile = Window("2018-10-11"),
        Contests = Window("2018-10-11"),
        Rolls = Window("2018-10-11"),
        CandidateLists = Window("2018-11-05T10:00"),
        Reassort = Window("2018-11-05", "2018-12-06T17:00"),
        Results = Window("2018-12-07"),
    };

    private static WindowOptions Window(string opens, string? closes = null) => new() { Opens = opens, Closes = closes };

    private static IEnumerable<string> Problems(ElectionOptions options, string environment) =>
        options.Problems(new HostingEnvironment { EnvironmentName = environment });
}
