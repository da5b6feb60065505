using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.Reassort;

/// <summary>Fills the form as its elector would.</summary>
internal static class ReassortJourney
{
    public const string Path = "/portail/reassort";
    public const string Phone = "06 01 02 03 04";
    public const string Code = "0308";

    public static async Task<TestPage> OpenAsync(TestBrowser browser) => await browser.GetAsync(Path);

    public static TestPage FillAll(this TestPage form, TestElector person) => form
        .Fill("N° tél", Phone)
        .Fill("NUMEN", person.Numen)
        .Fill("Date de naissance (jj/mm/aaaa)", person.BirthDate.ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture))
        .Fill("Code de sécurité", Code);

    public static async Task<TestPage> AskAsync(this TestBrowser browser, TestElector person) =>
        await (await OpenAsync(browser)).FillAll(person).PressAsync("Valider");
}
