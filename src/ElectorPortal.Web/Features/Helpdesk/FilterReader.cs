using ElectorPortal.Domain.Electors;

namespace ElectorPortal.Web.Features.Helpdesk;

/// <summary>Reads the parts of a filter that say something, and gathers what cannot be read, in the agent's words.</summary>
internal sealed class FilterReader
{
    private readonly List<(string Field, string Message)> errors = [];

    /// <summary>Field and message.</summary>
    public IReadOnlyList<(string Field, string Message)> Errors => errors;

    public T? Choice<T>(string? text, string field, string message)
        where T : struct, Enum =>
        Read<T?>(text, field, message, written => Enum.TryParse<T>(written, out var choice) && Enum.IsDefined(choice) ? choice : null);

    public int? Academy(string? name, IReadOnlyList<Academy> academies) => Read(
        name, "academie", "Choisissez une académie de la liste.", written => academies.FirstOrDefault(academy => academy.Name == written)?.Id);

    /// <param name="parse">Null for what cannot be read.</param>
    /// <returns>Null where nothing was written, or what cannot be read.</returns>
    public T? Read<T>(string? text, string field, string message, Func<string, T?> parse)
    {
        if (string.IsNullOrWhiteSpace(text))
            return default;

        var value = parse(text);
        if (value is null)
            errors.Add((field, message));
        return value;
    }

    public void Refuse(string field, string message) => errors.Add((field, message));
}
