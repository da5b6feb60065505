using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Commands.Electors;

/// <summary>Finds the académies that a file names, whatever their accents and hyphens, and creates those that nobody knew.</summary>
internal sealed class AcademyDirectory
{
    private readonly PortalDbContext db;
    private readonly Dictionary<string, Academy> byFoldedName;
    private readonly Dictionary<string, Academy?> byText = [];
    private readonly List<Academy> created = [];
    private int saved;

    private AcademyDirectory(PortalDbContext db, Dictionary<string, Academy> byFoldedName)
    {
        this.db = db;
        this.byFoldedName = byFoldedName;
    }

    /// <summary>Without helpdesk contacts: the operator completes them in the database.</summary>
    public IReadOnlyList<Academy> Created => created;

    public static async Task<AcademyDirectory> LoadAsync(PortalDbContext db, CancellationToken cancellation) =>
        new(db, await db.Academies.AsNoTracking().ToDictionaryAsync(academy => academy.FoldedName, cancellation));

    public Academy? Find(string text)
    {
        if (byText.TryGetValue(text, out var known))
            return known;

        return byText[text] = byFoldedName.GetValueOrDefault(Names.Fold(text));
    }

    public Academy FindOrCreate(string text)
    {
        if (Find(text) is { } known)
            return known;

        var academy = new Academy { Name = text, FoldedName = Names.Fold(text) };
        created.Add(academy);
        byFoldedName[academy.FoldedName] = academy;
        return (byText[text] = academy)!;
    }

    /// <summary>Gives the new académies their row, and so their number.</summary>
    public async Task SaveCreatedAsync(CancellationToken cancellation)
    {
        if (saved == created.Count)
            return;

        db.Academies.AddRange(created.Skip(saved));
        await db.SaveChangesAsync(cancellation);
        saved = created.Count;
    }
}
