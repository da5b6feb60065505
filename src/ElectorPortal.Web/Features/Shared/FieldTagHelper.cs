using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ElectorPortal.Web.Features.Shared;

/// <summary>
/// <c>&lt;portal-field for="Numen" hint="..." /&gt;</c>: one labelled input of the design system, its hint and its errors tied to it.
/// The label is the property's display name.
/// </summary>
[HtmlTargetElement("portal-field", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FieldTagHelper(IHtmlHelper html) : TagHelper
{
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public ModelExpression For { get; set; } = null!;

    /// <summary>What the field is called in the address or the posted form, where that is not the property's name.</summary>
    public string? As { get; set; }

    public string? Hint { get; set; }

    public bool Required { get; set; } = true;

    /// <summary>Turns the field into a list to choose from.</summary>
    public IEnumerable<(string Value, string Text)>? Choices { get; set; }

    /// <summary>With <see cref="Choices"/>: what is shown for none of them; null where one must be chosen.</summary>
    public string? NoChoice { get; set; } = "";

    /// <summary>
    /// HTML input type; <c>password</c> gets a show/hide control and never shows its value again; <c>textarea</c> takes several lines.
    /// </summary>
    public string Type { get; set; } = "text";

    public string? Autocomplete { get; set; }

    public string? Inputmode { get; set; }

    /// <summary>What a telephone's keyboard does by itself: <c>characters</c> for what is written in capitals.</summary>
    public string? Autocapitalize { get; set; }

    public int? Maxlength { get; set; }

    public bool Spellcheck { get; set; } = true;

    /// <summary>What the show/hide control of a password is called: two on one page need two names.</summary>
    public string Reveal { get; set; } = "Afficher le mot de passe";

    /// <summary>False for a value that is asked afresh each time.</summary>
    public bool Keep { get; set; } = true;

    /// <summary>What it shows in place of the property's value; none where empty.</summary>
    public string Shown { get; set; } = "";

    internal string Name => As ?? For.Name;

    internal string Label => For.Metadata.GetDisplayName();

    internal string? Value => Keep && Type != "password"
        ? Shown.Length > 0 ? Shown : For.ModelExplorer.GetSimpleDisplayText()
        : null;

    internal IReadOnlyList<string> Errors =>
        ViewContext.ModelState.TryGetValue(Name, out var entry) ? [.. entry.Errors.Select(error => error.ErrorMessage)] : [];

    internal string? DescribedBy =>
        string.Join(' ', new[] { Hint is null ? null : $"{Name}-aide", Errors.Count == 0 ? null : $"{Name}-erreur" }.OfType<string>())
            is { Length: > 0 } ids ? ids : null;

    private string Partial =>
        Choices is not null ? "_ChoiceField"
        : Type == "password" ? "_PasswordField"
        : "_Field";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ((IViewContextAware)html).Contextualize(ViewContext);
        output.TagName = null;
        output.Content.SetHtmlContent(await html.PartialAsync(Partial, this));
    }
}
