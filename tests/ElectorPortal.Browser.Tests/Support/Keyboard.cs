using Microsoft.Playwright;

namespace ElectorPortal.Browser.Tests.Support;

/// <summary>Goes from control to control with Tab, and checks at each stop that the focus is seen.</summary>
internal static class Keyboard
{
    /// <summary>More than the stops of any page.</summary>
    private const int MostStops = 120;

    /// <summary>Null where the focused control has an outline on the screen; otherwise what it is.</summary>
    private const string FindUnseenFocus = """
        () => {
          const focused = document.activeElement;
          const box = focused.getBoundingClientRect();
          const onScreen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
          const outlined = (element, part) => {
            const style = getComputedStyle(element, part);
            return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
          };
          const places = [focused, ...(focused.labels ?? [])].flatMap(element => [null, '::before', '::after'].map(part => [element, part]));
          return focused === document.body || (onScreen && places.some(place => outlined(...place))) ? null : focused.outerHTML;
        }
        """;

    public static async Task TypeAsync(Visitor visitor, string label, string text)
    {
        await TabToAsync(visitor, visitor.Field(label));
        await visitor.Page.Keyboard.TypeAsync(text);
    }

    public static async Task PressAsync(Visitor visitor, ILocator control)
    {
        await TabToAsync(visitor, control);
        await visitor.Page.Keyboard.PressAsync("Enter");
    }

    public static async Task AssertFocusIsSeenAsync(Visitor visitor) =>
        Assert.Null(await visitor.Page.EvaluateAsync<string?>(FindUnseenFocus));

    private static async Task TabToAsync(Visitor visitor, ILocator target)
    {
        for (var stop = 0; stop < MostStops; stop++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            await AssertFocusIsSeenAsync(visitor);
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;
        }

        Assert.Fail($"Tab never reaches {target}.");
    }
}
