using ElectorPortal.Domain;
using ElectorPortal.Domain.Activation;
using ElectorPortal.Domain.Contests;
using ElectorPortal.Domain.Corrections;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Domain.Retention;
using ElectorPortal.Domain.SignIn;
using ElectorPortal.Domain.Voting;
using ElectorPortal.Web.Security.Keys;
using ElectorPortal.Web.Security.SecurityCodes;
using ElectorPortal.Web.Security.Throttling;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ElectorPortal.Web.Data;

/// <summary>The portal's one model; a thin context per database derives from it and owns its migrations.</summary>
internal abstract class PortalDbContext(DbContextOptions options) : DbContext(options), IDataProtectionKeyContext
{
    public DbSet<Academy> Academies => Set<Academy>();

    public DbSet<Elector> Electors => Set<Elector>();

    public DbSet<ElectorAddress> ElectorAddresses => Set<ElectorAddress>();

    public DbSet<Contest> Contests => Set<Contest>();

    public DbSet<CandidateList> CandidateLists => Set<CandidateList>();

    public DbSet<Enrolment> Enrolments => Set<Enrolment>();

    public DbSet<AccountLink> AccountLinks => Set<AccountLink>();

    public DbSet<ElectorSession> Sessions => Set<ElectorSession>();

    public DbSet<IssuedIdentifier> Identifiers => Set<IssuedIdentifier>();

    public DbSet<FormerIdentifier> FormerIdentifiers => Set<FormerIdentifier>();

    public DbSet<CorrectionRequest> CorrectionRequests => Set<CorrectionRequest>();

    public DbSet<VoterRegistration> VoterRegister => Set<VoterRegistration>();

    public DbSet<ReassortRequest> ReassortRequests => Set<ReassortRequest>();

    public DbSet<OutboxMessage> OutboxMessages => Set<OutboxMessage>();

    public DbSet<JournalEntry> Journal => Set<JournalEntry>();

    public DbSet<JournalSeal> JournalSeals => Set<JournalSeal>();

    public DbSet<JournalBeginning> JournalBeginnings => Set<JournalBeginning>();

    public DbSet<NightlyRun> NightlyRuns => Set<NightlyRun>();

    public DbSet<Agent> Agents => Set<Agent>();

    public DbSet<AgentSession> AgentSessions => Set<AgentSession>();

    public DbSet<AgentRecoveryCode> AgentRecoveryCodes => Set<AgentRecoveryCode>();

    public DbSet<IncidentNotice> Incidents => Set<IncidentNotice>();

    public DbSet<SecurityCode> SecurityCodes => Set<SecurityCode>();

    public DbSet<SignInFailures> SignInFailures => Set<SignInFailures>();

    public DbSet<NetworkTries> NetworkTries => Set<NetworkTries>();

    public DbSet<ProtectedSecret> ProtectedSecrets => Set<ProtectedSecret>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>Of names folded for search: compared letter by letter, so that an index serves the beginning of a name.</summary>
    protected abstract string OrdinalCollation { get; }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        // Once: each look at the entries, ours and those of the listeners, would compare every property of every row again.
        ChangeTracker.DetectChanges();
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            await PlaceJournalAsync(cancellationToken);
            foreach (var entry in ChangeTracker.Entries<IVersioned>().Where(entry => entry.State == EntityState.Modified))
                entry.Property(row => row.Version).CurrentValue++;
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
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

        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(type => type.GetProperties()).Where(IsSearched))
            property.SetCollation(OrdinalCollation);
    }

    private static bool IsSearched(IReadOnlyProperty property) =>
        property.Name.StartsWith("Folded", StringComparison.Ordinal) && property.DeclaringType.ClrType != typeof(Academy);

    /// <summary>Each entry about an elector says in which académie he was.</summary>
    private async Task PlaceJournalAsync(CancellationToken cancellation)
    {
        var unplaced = ChangeTracker.Entries<JournalEntry>()
            .Where(entry => entry is { State: EntityState.Added, Entity: { AcademyId: null, ElectorId: not null } })
            .Select(entry => entry.Entity)
            .ToList();
        var readElsewhere = unplaced.Select(entry => entry.ElectorId!.Value)
            .Where(elector => Electors.Local.FindEntry(elector) is null)
            .Distinct().ToList();
        var read = readElsewhere.Count == 0 ? [] : await Electors
            .Where(elector => readElsewhere.Contains(elector.Id))
            .ToDictionaryAsync(elector => elector.Id, elector => elector.AcademyId, cancellation);
        foreach (var entry in unplaced)
            entry.AcademyId = Electors.Local.FindEntry(entry.ElectorId!.Value)?.Entity.AcademyId ?? read[entry.ElectorId.Value];
    }
}
