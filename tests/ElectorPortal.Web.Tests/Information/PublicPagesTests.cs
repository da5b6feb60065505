using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.Information;

/// <summary>What the portal itself calls public.</summary>
public sealed class PublicPagesTests
{
    [Theory]
    [InlineData("/aide")]
    [InlineData("/aide/procedure")]
    [InlineData("/assistance")]
    [InlineData("/horaires-hors-metropole")]
    [InlineData("/mentions-legales")]
    [InlineData("/donnees-personnelles")]
    [InlineData("/accessibilite")]
    [InlineData("/plan-du-site")]
    public async Task It_may_be_kept_for_seconds_where_nobody_is_signed_in_and_hands_out_no_cookie(string path)
    {
        await using var app = await PortalApp.StartAsync();

        var open = (await app.NewBrowser().GetAsync(path)).Answer.Headers;
        var signedIn = (await (await app.Electors.SignInAsync(await app.Electors.AddActiveAsync())).GetAsync(path)).Answer.Headers;
        var doubtful = (await app.NewBrowser(("__Host-session", new string('a', 43))).GetAsync(path)).Answer.Headers;

        Assert.Equal((true, TimeSpan.FromSeconds(5), TimeSpan.Zero), (open.CacheControl!.Public, open.CacheControl.SharedMaxAge, open.CacheControl.MaxAge));
        Assert.Equal("Cookie", open.Vary.ToString());
        Assert.False(open.Contains("Set-Cookie"));
        Assert.Equal("no-store", signedIn.CacheControl!.ToString());
        Assert.Equal("no-store", doubtful.CacheControl!.ToString());
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/aide?page=2")]
    [InlineData("/portail/motdepasse.htm")]
    [InlineData("/nulle-part")]
    public async Task Nothing_else_may(string path)
    {
        await using var app = await PortalApp.StartAsync();

        Assert.Equal("no-store", (await app.NewBrowser().GetAsync(path)).Answer.Headers.CacheControl!.ToString());
    }
}
