using System.Net;
using System.Net.Http.Headers;
using ElectorPortal.Web.Security.SecurityCodes;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Web.Tests.Reassort;

public sealed class SecurityCodePagesTests
{
    [Theory]
    [InlineData("png", "image/png")]
    [InlineData("wav", "audio/wav")]
    [Trait("ASVS", "8.2.2")]
    public async Task A_code_is_shown_and_said_to_its_session_alone(string form, string contentType)
    {
        await using var app = await PortalApp.StartAsync();
        var (owner, code) = await IssueAsync(app);
        var stranger = await app.Electors.SignInAsync(await app.Electors.AddActiveAsync());

        var shown = await owner.Http.GetAsync(Address(code, form), TestContext.Current.CancellationToken);
        var hidden = await stranger.GetAsync(Address(code, form));
        var signedOut = await app.NewBrowser().GetAsync(Address(code, form));
        var invented = await owner.GetAsync(Address(Guid.NewGuid(), form));

        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.Equal(contentType, shown.Content.Headers.ContentType!.ToString());
        Assert.True(shown.Headers.CacheControl!.NoStore);
        Assert.Equal(HttpStatusCode.NotFound, hidden.Status);
        Assert.Equal(HttpStatusCode.SeeOther, signedOut.Status);
        Assert.Equal(HttpStatusCode.NotFound, invented.Status);
    }

    [Theory]
    [InlineData("png")]
    [InlineData("wav")]
    public async Task A_code_that_expired_is_gone(string form)
    {
        await using var app = await PortalApp.StartAsync(settings: ("SecurityCode:Lifetime", "00:10"));
        var (owner, code) = await IssueAsync(app);

        app.Time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync(Address(code, form))).Status);

        app.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.NotFound, (await owner.GetAsync(Address(code, form))).Status);
    }

    [Theory]
    [InlineData("png")]
    [InlineData("wav")]
    public async Task A_code_that_was_answered_is_gone(string form)
    {
        await using var app = await PortalApp.StartAsync();
        var (owner, code) = await IssueAsync(app);

        await app.WithDbAsync(db => db.SecurityCodes.Where(row => row.Id == code)
            .ExecuteUpdateAsync(row => row.SetProperty(answered => answered.ConsumedAt, app.Now)));

        Assert.Equal(HttpStatusCode.NotFound, (await owner.GetAsync(Address(code, form))).Status);
    }

    [Theory]
    [InlineData("png")]
    [InlineData("wav")]
    public async Task One_code_is_always_shown_and_said_the_same_way_and_two_never(string form)
    {
        await using var app = await PortalApp.StartAsync();
        var (owner, code) = await IssueAsync(app);
        var (other, otherCode) = await IssueAsync(app);

        var first = await BytesAsync(owner, Address(code, form));

        Assert.Equal(first, await BytesAsync(owner, Address(code, form)));
        Assert.NotEqual(first, await BytesAsync(other, Address(otherCode, form)));
    }

    [Fact]
    public async Task A_player_may_fetch_the_sound_in_pieces()
    {
        await using var app = await PortalApp.StartAsync();
        var (owner, code) = await IssueAsync(app);

        using var request = new HttpRequestMessage(HttpMethod.Get, Address(code, "wav"));
        request.Headers.Range = new RangeHeaderValue(0, 1);
        var piece = await owner.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.PartialContent, piece.StatusCode);
        Assert.Equal("RI"u8.ToArray(), await piece.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<(TestBrowser Owner, Guid Code)> IssueAsync(PortalApp app)
    {
        var elector = await app.Electors.AddActiveAsync();
        var browser = await app.Electors.SignInAsync(elector);
        var session = await app.WithDbAsync(db => db.Sessions.SingleAsync(row => row.ElectorId == elector.Id));
        await using var scope = app.Services.CreateAsyncScope();
        var code = await scope.ServiceProvider.GetRequiredService<SecurityCodeDesk>()
            .IssueAsync(session.Id, TestContext.Current.CancellationToken);
        return (browser, code);
    }

    private static string Address(Guid code, string form) => $"/portail/reassort/code/{code}.{form}";

    private static Task<byte[]> BytesAsync(TestBrowser browser, string address) =>
        browser.Http.GetByteArrayAsync(address, TestContext.Current.CancellationToken);
}
