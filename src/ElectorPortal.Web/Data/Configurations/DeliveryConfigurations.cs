using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Domain.Retention;
using ElectorPortal.Web.Security.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectorPortal.Web.Data.Configurations;

internal sealed class OutboxMessageConfiguration : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.Property(message => message.Id).ValueGeneratedNever();
        builder.Property(message => message.DedupKey).HasMaxLength(100);
        builder.Property(message => message.MaskedRecipient).HasMaxLength(EmailAddress.MaskedMaxLength);
        builder.Property(message => message.LeaseOwner).HasMaxLength(100);
        builder.Property(message => message.ProviderReference).HasMaxLength(OutboxMessage.ReasonMaxLength);
        builder.Property(message => message.LastError).HasMaxLength(OutboxMessage.ReasonMaxLength);
        builder.HasIndex(message => message.DedupKey).IsUnique();
        builder.HasIndex(message => new { message.Channel, message.NextAttemptAt });
        builder.HasIndex(message => new { message.Status, message.LeaseUntil });
        builder.HasIndex(message => new { message.CreatedAt, message.Id });
        builder.HasIndex(message => message.RequestId);
        builder.HasIndex(message => message.ElectorId);
        builder.HasOne<Elector>().WithMany().HasForeignKey(message => message.ElectorId);
    }
}

internal sealed class OutboxEventConfiguration : IEntityTypeConfiguration<OutboxEvent>
{
    public void Configure(EntityTypeBuilder<OutboxEvent> builder)
    {
        builder.Property(step => step.Reason).HasMaxLength(OutboxMessage.ReasonMaxLength);
        builder.Property(step => step.ProviderReference).HasMaxLength(OutboxMessage.ReasonMaxLength);
        builder.HasOne<OutboxMessage>().WithMany(message => message.Events).HasForeignKey(step => step.OutboxMessageId);
    }
}

internal sealed class JournalEntryConfiguration : IEntityTypeConfiguration<JournalEntry>
{
    public void Configure(EntityTypeBuilder<JournalEntry> builder)
    {
        builder.ToTable("Journal");
        builder.Property(entry => entry.Reason).HasMaxLength(JournalEntry.ReasonMaxLength);
        builder.Property(entry => entry.Detail).HasMaxLength(JournalEntry.DetailMaxLength);
        builder.Property(entry => entry.NetworkAddress).HasMaxLength(JournalEntry.NetworkAddressMaxLength);
        // Newest first, whatever it is filtered by; the instant alone is not unique.
        builder.HasIndex(entry => new { entry.At, entry.Id });
        builder.HasIndex(entry => new { entry.ElectorId, entry.At, entry.Id });
        builder.HasIndex(entry => new { entry.AcademyId, entry.At, entry.Id });
        // Of a rare kind, an académie may have none among a million.
        builder.HasIndex(entry => new { entry.AcademyId, entry.Kind, entry.At, entry.Id });
        builder.HasIndex(entry => new { entry.Kind, entry.At, entry.Id });
        builder.HasIndex(entry => new { entry.Outcome, entry.At, entry.Id });
    }
}

internal sealed class JournalSealConfiguration : IEntityTypeConfiguration<JournalSeal>
{
    public void Configure(EntityTypeBuilder<JournalSeal> builder)
    {
        builder.HasKey(seal => seal.Position);
        builder.Property(seal => seal.Position).ValueGeneratedNever();
        builder.Property(seal => seal.Hash).HasMaxLength(KeyedHash.Length);
        builder.HasIndex(seal => seal.EntryId).IsUnique();
    }
}

internal sealed class JournalBeginningConfiguration : IEntityTypeConfiguration<JournalBeginning>
{
    public void Configure(EntityTypeBuilder<JournalBeginning> builder)
    {
        builder.HasKey(beginning => beginning.Position);
        builder.Property(beginning => beginning.Position).ValueGeneratedNever();
        builder.Property(beginning => beginning.Hash).HasMaxLength(KeyedHash.Length);
        builder.Property(beginning => beginning.Mark).HasMaxLength(KeyedHash.Length);
    }
}

internal sealed class NightlyRunConfiguration : IEntityTypeConfiguration<NightlyRun>
{
    public void Configure(EntityTypeBuilder<NightlyRun> builder)
    {
        builder.Property(run => run.Id).ValueGeneratedNever();
        builder.HasData(new NightlyRun());
    }
}
