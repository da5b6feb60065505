using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ElectorPortal.Web.Features.Shared;

/// <summary>
/// Says what each part of a table is: on a narrow screen its parts are laid out as a list, and some browsers then no longer tell
/// a screen reader that it is a table.
/// </summary>
[HtmlTargetElement("table")]
[HtmlTargetElement("thead")]
[HtmlTargetElement("tbody")]
[HtmlTargetElement("tr")]
[HtmlTargetElement("th", Attributes = "scope")]
[HtmlTargetElement("td")]
public sealed class TableRolesTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output) => output.Attributes.SetAttribute("role", output.TagName switch
    {
        "table" => "table",
        "tr" => "row",
        "td" => "cell",
        "th" => context.AllAttributes["scope"].Value.ToString() == "col" ? "columnheader" : "rowheader",
        _ => "rowgroup",
    });
}
