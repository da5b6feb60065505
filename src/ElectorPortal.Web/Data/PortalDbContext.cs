using ElectorPortal.Domain;
using ElectorPortal.Domain.Activation;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Domain.SignIn;
using ElectorPortal.Web.Security.Keys;
using ElectorPortal.Web.Security.SecurityCodes;
using ElectorPortal.Web.Security.Throttling;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Data;

/// <summary>The portal's one model; a thin context per database derives from it and owns its migrations.</summary>
internal abstract class PortalDbContext(DbContextOptions options) : DbContext(options), IDataProtectionKeyContext
{
    public DbSet<Academy> Academies => Set<Academy>();

    public DbSet<Elector> Electors => Set<Elector>();

    public DbSet<ElectorAddress> ElectorAddresses => Set<ElectorAddress>();

    public DbSet<AccountLink> AccountLinks => Set<AccountLink>();

    public DbSet<ElectorSession> Sessions => Set<ElectorSession>();

    public DbSet<IssuedIdentifier> Identifiers => Set<IssuedIdentifier>();

    public DbSet<ReassortRequest> ReassortRequests => Set<ReassortRequest>();

    public DbSet<OutboxMessage> OutboxMessages => Set<OutboxMessage>();

    public DbSet<JournalEntry> Journal => Set<JournalEntry>();

    public DbSet<SecurityCode> SecurityCodes => Set<SecurityCode>();

    public DbSet<SignInFailures> SignInFailures => Set<SignInFailures>();

    public DbSet<ProtectedSecret> ProtectedSecrets => Set<ProtectedSecret>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        foreach (var entry in ChangeTracker.Entries<IVersioned>())
        {
            if (entry.State == EntityState.Modified)
                entry.Entity.Version++;
        }

        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<EmailAddress>().HaveConversion<EmailAddressConverter>()
            .HaveMaxLength(EmailAddress.MaxLength);
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(PortalDbContext).Assembly);

        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(type => type.ClrType.IsAssignableTo(typeof(IVersioned))))
            entity.FindProperty(nameof(IVersioned.Version))!.IsConcurrencyToken = true;
    }
}
