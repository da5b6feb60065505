namespace ElectorPortal.Domain.Contests;

/// <summary>The leaflet of a list, a PDF file, in a table of its own: lists are read without it.</summary>
public sealed class Manifesto
{
    public const int FileNameMaxLength = 120;
    public const int MaxBytes = 2 * 1024 * 1024;

    public int ListId { get; set; }

    /// <summary>As the operator named it; the file that electors receive is named by the portal.</summary>
    public required string FileName { get; set; }

    public required byte[] Content { get; set; }

    /// <summary>SHA-256 of the contents.</summary>
    public required byte[] Digest { get; set; }

    public required int Length { get; set; }
}
