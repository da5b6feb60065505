namespace ElectorPortal.Domain.Journal;

/// <summary>
/// An entry as the database holds it, kind and outcome as the words that stand there: one that means nothing any more, or is written in
/// other capitals, is a changed entry.
/// </summary>
public sealed record JournalRow
{
    /// <summary>Changes whenever what <see cref="ToBytes"/> writes does.</summary>
    private const byte Form = 1;

    public required long Id { get; init; }

    public required DateTime At { get; init; }

    public required string Kind { get; init; }

    public required string Outcome { get; init; }

    public required int? ElectorId { get; init; }

    public required int? AcademyId { get; init; }

    public required int? AgentId { get; init; }

    public required string? Reason { get; init; }

    public required string? Detail { get; init; }

    public required string? NetworkAddress { get; init; }

    /// <summary>
    /// What a seal covers: every column, in an order and with lengths that let no two entries look alike. The instant counts in
    /// microseconds, since not every database keeps more.
    /// </summary>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream(256);
        using var writer = new BinaryWriter(bytes);
        writer.Write(Form);
        writer.Write(Id);
        writer.Write(At.Ticks / TimeSpan.TicksPerMicrosecond);
        Write(writer, Kind);
        Write(writer, Outcome);
        Write(writer, ElectorId);
        Write(writer, AcademyId);
        Write(writer, AgentId);
        Write(writer, Reason);
        Write(writer, Detail);
        Write(writer, NetworkAddress);
        writer.Flush();
        return bytes.ToArray();
    }

    private static void Write(BinaryWriter writer, int? number)
    {
        writer.Write(number is not null);
        writer.Write(number ?? 0);
    }

    /// <summary>As UTF-16: an encoder would write all halves of a broken pair as the same letter.</summary>
    private static void Write(BinaryWriter writer, string? text)
    {
        writer.Write(text?.Length ?? -1);
        foreach (var letter in text ?? "")
            writer.Write((ushort)letter);
    }
}
