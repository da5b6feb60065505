using ElectorPortal.Web.Messaging.Mail;

namespace ElectorPortal.Web.Commands.Bounces;

/// <summary>One received message, in a file or on the standard input. It is read, never moved or changed.</summary>
/// <param name="Name">For the operator: the file's own name.</param>
/// <param name="IsOneOfAFolder">Where it cannot be read, the others still can.</param>
internal sealed record BounceSource(string Name, Func<Stream> Open, bool IsOneOfAFolder = false)
{
    private const string StandardInput = "-";
    private const int ChunkLength = 64 * 1024;

    /// <param name="path">A file, a folder of such files, a Maildir, or <c>-</c>.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static IReadOnlyList<BounceSource> Find(string path, CommandConsole console)
    {
        if (path == StandardInput)
            return [new BounceSource("(entrée standard)", console.OpenInput)];
        if (!Directory.Exists(path))
            return File.Exists(path) ? [FromFile(path)] : throw new FileNotFoundException(null, path);

        var isMaildir = Directory.Exists(Path.Combine(path, "new")) && Directory.Exists(Path.Combine(path, "cur"));
        return
        [
            .. Directory.EnumerateFiles(isMaildir ? Path.Combine(path, "new") : path)
                .Where(file => Path.GetFileName(file)[0] != '.')
                .Order(StringComparer.Ordinal)
                .Select(file => FromFile(file) with { IsOneOfAFolder = true }),
        ];
    }

    /// <summary>What it holds; a report that is too large is not read to its end.</summary>
    public async Task<byte[]> ReadAsync(CancellationToken cancellation)
    {
        await using var stream = Open();
        using var content = new MemoryStream();
        var chunk = new byte[ChunkLength];
        while (content.Length <= DeliveryReportReader.MaxLength && await stream.ReadAsync(chunk, cancellation) is > 0 and var read)
            content.Write(chunk, 0, read);
        return content.ToArray();
    }

    private static BounceSource FromFile(string path) => new(Path.GetFileName(path), () => File.OpenRead(path));
}
