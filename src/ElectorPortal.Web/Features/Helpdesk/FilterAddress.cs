namespace ElectorPortal.Web.Features.Helpdesk;

/// <summary>Addresses of lists that are narrowed by their query.</summary>
internal static class FilterAddress
{
    /// <summary>Only with the parts that say something.</summary>
    public static string Of(string path, params ReadOnlySpan<(string Name, string? Value)> parts)
    {
        var query = QueryString.Empty;
        foreach (var (name, value) in parts)
        {
            if (!string.IsNullOrWhiteSpace(value))
                query = query.Add(name, value);
        }

        return path + query.ToUriComponent();
    }
}
