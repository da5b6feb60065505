namespace ElectorPortal.Web.Features.Helpdesk.Agents;

/// <summary>One labelled list of the design system.</summary>
/// <param name="Empty">The text of the first choice, which stands for none.</param>
public sealed record SelectField(
    string Name, string Label, string? Hint, string Empty, IEnumerable<(string Value, string Text)> Choices, string? Chosen);
