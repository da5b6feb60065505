using ElectorPortal.Browser.Tests.Support;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace ElectorPortal.Browser.Tests.Journeys;

/// <summary>The page that follows a request tells where its messages are now.</summary>
[Rgaa("7.5", "13.1")]
public sealed class FollowUpTests(Chromium chromium, PortalSite site)
{
    private const string Path = "/portail/reassort/suivi";

    [Fact]
    public async Task The_state_of_a_message_moves_by_itself_and_is_announced()
    {
        await using var visitor = await Visitor.OpenAsync(chromium, site);
        var person = await OpenAsync(visitor);

        await DeliverAsync(person);

        await visitor.ReadsAsync("Distribué");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("SMS au 06xxxxxxx : Distribué");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Without_scripts_a_button_shows_the_state_of_now()
    {
        await using var visitor = await Visitor.OpenAsync(chromium, site, javaScript: false);
        var person = await OpenAsync(visitor);

        await DeliverAsync(person);
        await visitor.FollowAsync("Actualiser");

        await visitor.ReadsAsync("Distribué");
    }

    private async Task<Person> OpenAsync(Visitor visitor)
    {
        var person = await site.People.AddActiveAsync();
        await site.People.AddRequestAsync(person);
        await visitor.SignInAsync(person);
        await visitor.GoToAsync(Path);
        await visitor.ReadsAsync("En attente");
        return person;
    }

    private Task<int> DeliverAsync(Person person) => site.WithDbAsync(async db =>
    {
        var sms = await db.OutboxMessages.SingleAsync(message => message.ElectorId == person.Id && message.Channel == Channel.Sms);
        Assert.True(sms.Report(OutboxStatus.Delivered, TimeProvider.System.GetUtcNow().UtcDateTime, null, "SM1"));
        return await db.SaveChangesAsync();
    });
}
