using ElectorPortal.Domain.Corrections;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Domain.Voting;
using ElectorPortal.Web.Security.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectorPortal.Web.Data.Configurations;

internal sealed class AcademyConfiguration : IEntityTypeConfiguration<Academy>
{
    public void Configure(EntityTypeBuilder<Academy> builder)
    {
        builder.Property(academy => academy.Name).HasMaxLength(Academy.NameMaxLength);
        builder.Property(academy => academy.FoldedName).HasMaxLength(Academy.NameMaxLength);
        builder.Property(academy => academy.TimeZoneId).HasMaxLength(40);
        builder.Property(academy => academy.HelpdeskPhone).HasMaxLength(30);
        builder.Property(academy => academy.HelpdeskEmail).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(academy => academy.HelpdeskHours).HasMaxLength(200);
        builder.HasIndex(academy => academy.FoldedName).IsUnique();
    }
}

internal sealed class ElectorConfiguration : IEntityTypeConfiguration<Elector>
{
    public void Configure(EntityTypeBuilder<Elector> builder)
    {
        builder.Property(elector => elector.NumenHash).HasMaxLength(KeyedHash.Length);
        builder.Property(elector => elector.Civility).HasMaxLength(Elector.CivilityMaxLength);
        builder.Property(elector => elector.BirthName).HasMaxLength(Elector.NameMaxLength);
        builder.Property(elector => elector.UsageName).HasMaxLength(Elector.NameMaxLength);
        builder.Property(elector => elector.FirstNames).HasMaxLength(Elector.NameMaxLength);
        // Folding takes no letter away but may write one as two (« œ »).
        builder.Property(elector => elector.FoldedBirthName).HasMaxLength(2 * Elector.NameMaxLength);
        builder.Property(elector => elector.FoldedUsageName).HasMaxLength(2 * Elector.NameMaxLength);
        builder.Property(elector => elector.FoldedFirstNames).HasMaxLength(2 * Elector.NameMaxLength);
        builder.Property(elector => elector.Corps).HasMaxLength(Elector.CorpsMaxLength);
        builder.Property(elector => elector.Posting).HasMaxLength(Elector.PostingMaxLength);
        builder.Property(elector => elector.PhoneOnFile).HasMaxLength(MobileNumber.MaxLength);
        builder.Property(elector => elector.FileDigest).HasMaxLength(Elector.FileDigestLength);
        builder.Property(elector => elector.PasswordHash).HasMaxLength(60);
        builder.ComplexProperty(elector => elector.Reassort);
        builder.HasIndex(elector => elector.NumenHash).IsUnique();
        builder.HasIndex(elector => elector.FoldedBirthName);
        builder.HasIndex(elector => elector.FoldedUsageName);
        builder.HasOne(elector => elector.Academy).WithMany().HasForeignKey(elector => elector.AcademyId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ElectorAddressConfiguration : IEntityTypeConfiguration<ElectorAddress>
{
    public void Configure(EntityTypeBuilder<ElectorAddress> builder)
    {
        builder.HasIndex(known => known.Address).IsUnique();
        builder.HasOne(known => known.Elector).WithMany(elector => elector.Addresses).HasForeignKey(known => known.ElectorId);
    }
}

internal sealed class EnrolmentConfiguration : IEntityTypeConfiguration<Enrolment>
{
    public void Configure(EntityTypeBuilder<Enrolment> builder)
    {
        builder.HasKey(enrolment => new { enrolment.ElectorId, enrolment.ContestCode });
        builder.Property(enrolment => enrolment.ContestCode).HasMaxLength(Enrolment.ContestCodeMaxLength);
        builder.Property(enrolment => enrolment.FoldedName).HasMaxLength(Enrolment.FoldedNameMaxLength);
        builder.HasIndex(enrolment => new { enrolment.ContestCode, enrolment.FoldedName, enrolment.ElectorId });
        builder.HasOne<Elector>().WithMany(elector => elector.Enrolments).HasForeignKey(enrolment => enrolment.ElectorId);
    }
}

internal sealed class IssuedIdentifierConfiguration : IEntityTypeConfiguration<IssuedIdentifier>
{
    public void Configure(EntityTypeBuilder<IssuedIdentifier> builder)
    {
        builder.HasKey(identifier => identifier.ElectorId);
        builder.Property(identifier => identifier.ElectorId).ValueGeneratedNever();
        builder.Property(identifier => identifier.Hash).HasMaxLength(KeyedHash.Length);
        builder.HasIndex(identifier => identifier.Hash).IsUnique();
        builder.HasOne(identifier => identifier.Elector).WithOne().HasForeignKey<IssuedIdentifier>(identifier => identifier.ElectorId);
    }
}

internal sealed class FormerIdentifierConfiguration : IEntityTypeConfiguration<FormerIdentifier>
{
    public void Configure(EntityTypeBuilder<FormerIdentifier> builder)
    {
        builder.HasKey(former => new { former.ElectorId, former.Hash });
        builder.Property(former => former.Hash).HasMaxLength(KeyedHash.Length);
        builder.HasOne<Elector>().WithMany().HasForeignKey(former => former.ElectorId);
    }
}

internal sealed class VoterRegistrationConfiguration : IEntityTypeConfiguration<VoterRegistration>
{
    public void Configure(EntityTypeBuilder<VoterRegistration> builder)
    {
        builder.ToTable("VoterRegister");
        builder.HasKey(registration => new { registration.ElectorId, registration.ContestCode });
        builder.Property(registration => registration.ContestCode).HasMaxLength(Enrolment.ContestCodeMaxLength);
        builder.HasOne<Elector>().WithMany().HasForeignKey(registration => registration.ElectorId);
    }
}

internal sealed class ReassortRequestConfiguration : IEntityTypeConfiguration<ReassortRequest>
{
    public void Configure(EntityTypeBuilder<ReassortRequest> builder)
    {
        builder.Property(request => request.Id).ValueGeneratedNever();
        builder.Property(request => request.MaskedNumber).HasMaxLength(ReassortRequest.MaskedNumberMaxLength);
        builder.Property(request => request.NumberHash).HasMaxLength(KeyedHash.Length);
        builder.Property(request => request.Region).HasMaxLength(2);
        builder.Property(request => request.ReportTokenHash).HasMaxLength(KeyedHash.Length);
        builder.Property(request => request.ReportedAt).IsConcurrencyToken();
        builder.Property(request => request.GivenBackAt).IsConcurrencyToken();
        builder.HasIndex(request => new { request.ElectorId, request.FormKey }).IsUnique();
        builder.HasIndex(request => request.ReportTokenHash).IsUnique();
        builder.HasIndex(request => request.NumberHash);
        builder.HasIndex(request => request.AcceptedAt);
        builder.HasOne<Elector>().WithMany().HasForeignKey(request => request.ElectorId);
    }
}

internal sealed class CorrectionRequestConfiguration : IEntityTypeConfiguration<CorrectionRequest>
{
    public void Configure(EntityTypeBuilder<CorrectionRequest> builder)
    {
        builder.Property(request => request.Id).ValueGeneratedNever();
        builder.Property(request => request.Wanted).HasMaxLength(HelpdeskNote.MaxLength);
        builder.Property(request => request.Answer).HasMaxLength(HelpdeskNote.MaxLength);
        builder.Property(request => request.AnsweredAt).IsConcurrencyToken();
        builder.HasIndex(request => new { request.ElectorId, request.Slot }).IsUnique();
        builder.HasIndex(request => request.AnsweredAt);
        builder.HasOne(request => request.Elector).WithMany().HasForeignKey(request => request.ElectorId);
    }
}
