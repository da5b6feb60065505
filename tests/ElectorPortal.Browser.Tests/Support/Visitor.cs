using System.Diagnostics.CodeAnalysis;
using Microsoft.Playwright;

namespace ElectorPortal.Browser.Tests.Support;

/// <summary>Somebody before a screen, who knows the portal by its labels, its buttons and its headings alone.</summary>
public sealed class Visitor(IPage page, bool closesWindow) : IAsyncDisposable
{
    public const string EmailLabel = "Adresse de messagerie professionnelle";
    public const string PasswordLabel = "Mot de passe personnel électeur";
    public const string ConfirmationLabel = "Confirmation du mot de passe personnel électeur";
    public const string PhoneLabel = "N° tél";
    public const string NumenLabel = "NUMEN";
    public const string BirthDateLabel = "Date de naissance (jj/mm/aaaa)";
    public const string SecurityCodeLabel = "Code de sécurité";

    private readonly List<string> complaints = [];

    public IPage Page => page;

    /// <summary>
    /// Errors and warnings of the console, broken scripts, violations of the content policy; the status of the page itself excepted.
    /// </summary>
    public IReadOnlyList<string> Complaints => complaints;

    public static async Task<Visitor> OpenAsync(Chromium chromium, PortalSite site, bool javaScript = true) =>
        await InAsync(await chromium.OpenAsync(site, javaScript), closesWindow: true);

    /// <summary>In a window that others use too, hence with its cookies and its cache.</summary>
    public static async Task<Visitor> InAsync(IBrowserContext window, bool closesWindow = false)
    {
        var page = await window.NewPageAsync();
        var visitor = new Visitor(page, closesWindow);
        page.Console += (_, message) => visitor.Hear(message);
        page.PageError += (_, error) => visitor.complaints.Add(error);
        return visitor;
    }

    [SuppressMessage("Design", "CA1054", Justification = "Playwright takes addresses as text.")]
    public Task GoToAsync(string url) => page.GotoAsync(url);

    public ILocator Field(string label) => page.GetByLabel(label, new PageGetByLabelOptions { Exact = true });

    public ILocator Button(string name) => page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    public ILocator Link(string name) => page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = name, Exact = true });

    public ILocator Heading(string text) =>
        page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = text, Exact = true, Level = 1 });

    public ILocator Main => page.GetByRole(AriaRole.Main);

    public ILocator Dialog(string name) => page.GetByRole(AriaRole.Dialog, new PageGetByRoleOptions { Name = name, Exact = true });

    /// <summary>The summary on top of a refused form.</summary>
    public ILocator Errors => Main.GetByRole(AriaRole.Alert);

    public Task FillAsync(string label, string text) => Field(label).FillAsync(text);

    public Task PressAsync(string button) => Button(button).ClickAsync();

    public Task FollowAsync(string link) => Link(link).ClickAsync();

    /// <summary>Waits for the page that this heading stands on.</summary>
    public Task SeesAsync(string heading) => Assertions.Expect(Heading(heading)).ToBeVisibleAsync();

    public Task ReadsAsync(string text) => Assertions.Expect(Main).ToContainTextAsync(text);

    public async Task EnterAsync(string email)
    {
        await GoToAsync("/");
        await FillAsync(EmailLabel, email);
        await PressAsync("Continuer");
    }

    public async Task SignInAsync(Person person)
    {
        await EnterAsync(person.Email);
        await FillAsync(PasswordLabel, Person.Password);
        await PressAsync("Se connecter");
        await SeesAsync("Mon espace électeur");
    }

    public async Task ChoosePasswordAsync(string password)
    {
        await FillAsync(PasswordLabel, password);
        await FillAsync(ConfirmationLabel, password);
        await PressAsync("Valider");
    }

    public async Task FillRequestAsync(Person person)
    {
        await FillAsync(PhoneLabel, person.Phone);
        await FillAsync(NumenLabel, person.Numen);
        await FillAsync(BirthDateLabel, person.TypedBirthDate);
        await FillAsync(SecurityCodeLabel, PortalSite.SecurityCode);
    }

    public async Task AskForIdentifierAsync(Person person)
    {
        await GoToAsync("/portail/reassort");
        await FillRequestAsync(person);
        await PressAsync("Valider");
    }

    /// <summary>Opens the demonstration's mailbox until so many messages to that recipient say that; answers with the newest.</summary>
    public async Task<ILocator> FindMessageAsync(string recipient, string text, int count = 1)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await GoToAsync("/demo/messages");
        var messages = page.GetByRole(AriaRole.Article)
            .Filter(new LocatorFilterOptions { HasText = $"Pour {recipient}," })
            .Filter(new LocatorFilterOptions { HasText = text });
        while (await messages.CountAsync() < count)
        {
            patience.Token.ThrowIfCancellationRequested();
            await FollowAsync("Actualiser");
        }

        return messages.First;
    }

    /// <summary>Follows the link of a mail whose address contains that.</summary>
    public static Task FollowInAsync(ILocator message, string address) =>
        message.Locator($"a[href*='{address}']").ClickAsync();

    /// <summary>Where he is, without the site's own address.</summary>
    public Task IsAtAsync(string path) => Assertions.Expect(page).ToHaveURLAsync(path);

    /// <summary>Asks for light or dark as people do, in the settings of their device.</summary>
    public async Task PreferAsync(ColorScheme scheme)
    {
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-fr-theme", scheme == ColorScheme.Dark ? "dark" : "light");
    }

    public async ValueTask DisposeAsync()
    {
        await page.CloseAsync();
        if (closesWindow)
            await page.Context.CloseAsync();
    }

    private void Hear(IConsoleMessage message)
    {
        var isStatusOfPage = message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)
            && message.Location.StartsWith(page.Url, StringComparison.Ordinal);
        if (message.Type is "error" or "warning" && !isStatusOfPage)
            complaints.Add($"{message.Type}: {message.Text} ({message.Location})");
    }
}
