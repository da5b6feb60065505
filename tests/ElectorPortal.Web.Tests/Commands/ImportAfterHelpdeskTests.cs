using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Commands;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Commands;

/// <summary>The HR service's files do not undo what the helpdesk gave an elector.</summary>
public sealed class ImportAfterHelpdeskTests
{
    [Theory, EachDatabase]
    public async Task A_file_that_still_has_the_old_address_changes_nothing_and_one_with_another_does(Database database)
    {
        await using var portal = await PortalCommands.StartAsync(database);
        await portal.ImportAsync(PortalCommands.Line(1, "ancienne@ac-amiens.fr", "alias@ac-amiens.fr"));
        await portal.WithDbAsync(async db =>
        {
            var elector = await db.Electors.Include(row => row.Addresses).SingleAsync();
            elector.Addresses.RemoveAll(known => known.Address == elector.Email);
            elector.EmailBeforeCorrection = elector.Email;
            elector.Email = EmailAddress.Parse("corrigee@ac-amiens.fr");
            elector.Addresses.Add(new ElectorAddress { Address = elector.Email, IsFromHelpdesk = true });
            return await db.SaveChangesAsync();
        });

        var same = await ImportAsync(portal, "ancienne@ac-amiens.fr", "alias@ac-amiens.fr");
        Assert.Equal([0, 0, 1, 0], same.Figures("Total"));
        Assert.Equal(("corrigee@ac-amiens.fr", "alias@ac-amiens.fr corrigee@ac-amiens.fr"), await AddressesAsync(portal));

        await ImportAsync(portal, "ancienne@ac-amiens.fr", "");
        Assert.Equal(("corrigee@ac-amiens.fr", "corrigee@ac-amiens.fr"), await AddressesAsync(portal));

        await ImportAsync(portal, "troisieme@ac-amiens.fr", "");
        Assert.Equal(("troisieme@ac-amiens.fr", "corrigee@ac-amiens.fr troisieme@ac-amiens.fr"), await AddressesAsync(portal));

        var theirs = await portal.RunAsync("electors", "import", await portal.WriteAsync(
            "autre.csv", PortalCommands.Header, PortalCommands.Line(2, "corrigee@ac-amiens.fr")));
        Assert.Equal((ExitCodes.DoneWithRejects, 1), (theirs.Code, theirs.Figures("Total")[^1]));
    }

    private static async Task<CommandAnswer> ImportAsync(PortalCommands portal, string email, string others) =>
        await portal.RunAsync("electors", "import", await portal.WriteAsync("import.csv", PortalCommands.Header, PortalCommands.Line(1, email, others)));

    private static Task<(string Email, string Known)> AddressesAsync(PortalCommands portal) => portal.WithDbAsync(async db =>
    {
        var elector = await db.Electors.AsNoTracking().Include(row => row.Addresses).SingleAsync();
        return (elector.Email.Value, string.Join(' ', elector.Addresses.Select(known => known.Address.Value).Order(StringComparer.Ordinal)));
    });
}
