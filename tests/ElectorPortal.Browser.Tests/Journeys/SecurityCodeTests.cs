using System.Net;
using System.Text;
using ElectorPortal.Browser.Tests.Support;
using ElectorPortal.Web.Tests.Support;
using Microsoft.Playwright;

namespace ElectorPortal.Browser.Tests.Journeys;

/// <summary>The code to copy: another one on demand, and one to hear.</summary>
[Rgaa("1.4", "1.5", "4.7", "4.10", "4.11", "4.13")]
public sealed class SecurityCodeTests(Chromium chromium, PortalSite site)
{
    private const string Listening = """
        const play = HTMLMediaElement.prototype.play;
        HTMLMediaElement.prototype.play = function () {
          this.addEventListener('ended', () => { window.heardSeconds = this.duration; });
          return play.call(this);
        };
        """;

    [Theory, InlineData(true), InlineData(false)]
    public async Task Another_code_keeps_what_was_typed_and_shows_another_image(bool javaScript)
    {
        var person = await site.People.AddActiveAsync();
        await using var visitor = await Visitor.OpenAsync(chromium, site, javaScript);
        await visitor.SignInAsync(person);
        await visitor.GoToAsync("/portail/reassort");
        await visitor.FillRequestAsync(person);
        var image = visitor.Page.GetByAltText("Code de sécurité à recopier");
        var first = (await image.GetAttributeAsync("src"))!;

        await visitor.PressAsync("Autre code");

        await Assertions.Expect(image).Not.ToHaveAttributeAsync("src", first);
        await Assertions.Expect(visitor.Field(Visitor.PhoneLabel)).ToHaveValueAsync(person.Phone);
        await Assertions.Expect(visitor.Field(Visitor.NumenLabel)).ToHaveValueAsync(person.Numen);
        await Assertions.Expect(visitor.Field(Visitor.BirthDateLabel)).ToHaveValueAsync(person.TypedBirthDate);
        await Assertions.Expect(visitor.Field(Visitor.SecurityCodeLabel)).ToHaveValueAsync("");
        await Assertions.Expect(visitor.Errors).ToHaveCountAsync(0);
        var second = (await image.GetAttributeAsync("src"))!;
        Assert.NotEqual(await BytesAsync(visitor, first), await BytesAsync(visitor, second));
    }

    [Fact]
    public async Task The_code_is_heard_without_leaving_the_form()
    {
        await using var visitor = await Visitor.OpenAsync(chromium, site);
        await visitor.Page.AddInitScriptAsync(Listening);
        await visitor.SignInAsync(await site.People.AddActiveAsync());
        await visitor.GoToAsync("/portail/reassort");
        await visitor.FillAsync(Visitor.NumenLabel, "20E");

        var sound = await visitor.Page.RunAndWaitForResponseAsync(
            () => visitor.FollowAsync("Écouter le code"), response => response.Url.EndsWith(".wav", StringComparison.Ordinal));

        Assert.True(sound.Ok);
        Assert.Equal("audio/wav", sound.Headers["content-type"]);
        await visitor.Page.WaitForFunctionAsync("() => window.heardSeconds > 1");
        await Assertions.Expect(visitor.Field(Visitor.NumenLabel)).ToHaveValueAsync("20E");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Without_scripts_the_link_of_the_sound_opens_it()
    {
        await using var visitor = await Visitor.OpenAsync(chromium, site, javaScript: false);
        await visitor.SignInAsync(await site.People.AddActiveAsync());
        await visitor.GoToAsync("/portail/reassort");
        var link = visitor.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Écouter le code" });

        var sound = await visitor.Page.APIRequest.GetAsync((await link.GetAttributeAsync("href"))!);

        Assert.Equal((int)HttpStatusCode.OK, sound.Status);
        Assert.Equal("audio/wav", sound.Headers["content-type"]);
        Assert.StartsWith("RIFF", Encoding.ASCII.GetString(await sound.BodyAsync()), StringComparison.Ordinal);
    }

    private static async Task<byte[]> BytesAsync(Visitor visitor, string address)
    {
        var answer = await visitor.Page.APIRequest.GetAsync(address);
        Assert.Equal("image/png", answer.Headers["content-type"]);
        return await answer.BodyAsync();
    }
}
