using System.Net;
using ElectorPortal.Web.Tests.Support;

namespace ElectorPortal.Web.Tests.Information;

/// <summary>Each page that a test reads is parsed with all errors of the HTML standard reported.</summary>
[Rgaa("8.2")]
public sealed class HtmlValidityTests
{
    [Theory]
    [InlineData("<p>Une ligne</p>", true)]
    [InlineData("<p>Une <strong>ligne</p>", false)]
    [InlineData("<p>Une ligne</p></div>", false)]
    [InlineData("""<p id="a" id="b">Une ligne</p>""", false)]
    public async Task A_fault_would_be_found(string main, bool isValid)
    {
        using var answer = new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StringContent($"<!DOCTYPE html><html lang=\"fr\"><head><title>Page</title></head><body><main>{main}</main></body></html>", null, "text/html"),
        };
        using var http = new HttpClient();

        var reading = await Record.ExceptionAsync(() => TestPage.ReadAsync(new TestBrowser(http), "/", answer));

        Assert.Equal(isValid, reading is null);
    }
}
