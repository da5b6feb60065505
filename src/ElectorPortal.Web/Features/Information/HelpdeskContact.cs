using ElectorPortal.Domain.Electors;

namespace ElectorPortal.Web.Features.Information;

/// <summary>How to reach the helpdesk of an académie; what is not known is null.</summary>
internal sealed record HelpdeskContact(string Academy, string? Phone, string? Email, string? Hours)
{
    public bool IsUnknown => Phone is null && Email is null;

    /// <summary>The number as a telephone dials it; null for a text that is not just one number.</summary>
    public string? Dialled =>
        Phone is not null && Phone.All(sign => char.IsAsciiDigit(sign) || sign is ' ' or '\u00A0' or '.' or '-' or '+')
            ? string.Concat(Phone.Where(sign => char.IsAsciiDigit(sign) || sign == '+'))
            : null;

    public static HelpdeskContact Of(Academy academy) => new(
        academy.Name, Known(academy.HelpdeskPhone), Known(academy.HelpdeskEmail), Known(academy.HelpdeskHours));

    private static string? Known(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
