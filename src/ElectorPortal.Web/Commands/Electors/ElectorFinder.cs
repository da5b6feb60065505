using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Commands.Files;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Security.Keys;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Commands.Electors;

/// <summary>Finds the elector whom a line names by NUMEN, by one of his addresses, or by both.</summary>
internal sealed class ElectorFinder(PortalDbContext db, KeyedHash hash)
{
    public async Task<(Elector? Elector, LineProblem? Problem)> FindAsync(CsvFile file, CsvRecord record, CancellationToken cancellation)
    {
        if (CellReader.Open(file.Columns, record, out var whole) is not { } cells)
            return (null, new LineProblem("", whole));

        var (numenText, emailText) = (cells.Text(ElectorColumns.Numen), cells.Text(ElectorColumns.Email));
        if (numenText.Length + emailText.Length == 0)
            return (null, new LineProblem("", "Ni NUMEN ni adresse de messagerie : la ligne ne désigne personne."));

        var byNumen = Numen.TryParse(numenText, out var numen) ? await ByNumenAsync(numen, cancellation) : null;
        if (numenText.Length > 0 && byNumen is null)
            return (null, new LineProblem(ElectorColumns.Numen, "Aucun électeur n'a ce NUMEN."));

        var byEmail = EmailAddress.TryParse(emailText, out var email) ? await ByEmailAsync(email, cancellation) : null;
        if (emailText.Length > 0 && byEmail is null)
            return (null, new LineProblem(ElectorColumns.Email, "Aucun électeur n'a cette adresse."));

        return byNumen is not null && byEmail is not null && byNumen.Id != byEmail.Id
            ? (null, new LineProblem(ElectorColumns.Email, "Le NUMEN et l'adresse désignent deux électeurs différents."))
            : (byNumen ?? byEmail, null);
    }

    private Task<Elector?> ByNumenAsync(Numen numen, CancellationToken cancellation)
    {
        var numenHash = hash.Of(numen);
        return db.Electors.AsNoTracking().SingleOrDefaultAsync(elector => elector.NumenHash == numenHash, cancellation);
    }

    private Task<Elector?> ByEmailAsync(EmailAddress email, CancellationToken cancellation) =>
        db.Electors.AsNoTracking().KnownBy(email, db).SingleOrDefaultAsync(cancellation);
}
