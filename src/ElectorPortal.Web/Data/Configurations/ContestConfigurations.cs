using System.Security.Cryptography;
using ElectorPortal.Domain.Contests;
using ElectorPortal.Domain.Electors;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectorPortal.Web.Data.Configurations;

internal sealed class ContestConfiguration : IEntityTypeConfiguration<Contest>
{
    public void Configure(EntityTypeBuilder<Contest> builder)
    {
        builder.Property(contest => contest.Code).HasMaxLength(Enrolment.ContestCodeMaxLength);
        builder.Property(contest => contest.Body).HasMaxLength(Contest.BodyMaxLength);
        builder.Property(contest => contest.Label).HasMaxLength(Contest.LabelMaxLength);
        builder.Property(contest => contest.Corps).HasMaxLength(Elector.CorpsMaxLength);
        builder.HasIndex(contest => contest.Code).IsUnique();
        builder.HasOne(contest => contest.Academy).WithMany().HasForeignKey(contest => contest.AcademyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(contest => contest.Result).WithOne().HasForeignKey<ContestResult>(result => result.ContestId);
    }
}

internal sealed class ContestResultConfiguration : IEntityTypeConfiguration<ContestResult>
{
    public void Configure(EntityTypeBuilder<ContestResult> builder)
    {
        builder.ToTable("ContestResults");
        builder.HasKey(result => result.ContestId);
        builder.Property(result => result.ContestId).ValueGeneratedNever();
    }
}

internal sealed class CandidateListConfiguration : IEntityTypeConfiguration<CandidateList>
{
    public void Configure(EntityTypeBuilder<CandidateList> builder)
    {
        builder.Property(list => list.Acronym).HasMaxLength(CandidateList.AcronymMaxLength);
        builder.Property(list => list.Label).HasMaxLength(CandidateList.LabelMaxLength);
        builder.HasIndex(list => new { list.ContestId, list.Number }).IsUnique();
        builder.HasOne(list => list.Contest).WithMany(contest => contest.Lists).HasForeignKey(list => list.ContestId);
        builder.HasOne(list => list.Manifesto).WithOne().HasForeignKey<Manifesto>(manifesto => manifesto.ListId);
        builder.HasOne(list => list.Result).WithOne().HasForeignKey<ListResult>(result => result.ListId);
    }
}

internal sealed class CandidateConfiguration : IEntityTypeConfiguration<Candidate>
{
    public void Configure(EntityTypeBuilder<Candidate> builder)
    {
        builder.ToTable("Candidates");
        builder.Property(candidate => candidate.Civility).HasMaxLength(Elector.CivilityMaxLength);
        builder.Property(candidate => candidate.LastName).HasMaxLength(Elector.NameMaxLength);
        builder.Property(candidate => candidate.FirstName).HasMaxLength(Elector.NameMaxLength);
        builder.Property(candidate => candidate.Corps).HasMaxLength(Elector.CorpsMaxLength);
        builder.Property(candidate => candidate.Posting).HasMaxLength(Elector.PostingMaxLength);
        builder.HasIndex(candidate => new { candidate.ListId, candidate.Rank }).IsUnique();
        builder.HasOne<CandidateList>().WithMany(list => list.Candidates).HasForeignKey(candidate => candidate.ListId);
    }
}

internal sealed class ManifestoConfiguration : IEntityTypeConfiguration<Manifesto>
{
    public void Configure(EntityTypeBuilder<Manifesto> builder)
    {
        builder.ToTable("Manifestos");
        builder.HasKey(manifesto => manifesto.ListId);
        builder.Property(manifesto => manifesto.ListId).ValueGeneratedNever();
        builder.Property(manifesto => manifesto.FileName).HasMaxLength(Manifesto.FileNameMaxLength);
        builder.Property(manifesto => manifesto.Digest).HasMaxLength(SHA256.HashSizeInBytes);
    }
}

internal sealed class ListResultConfiguration : IEntityTypeConfiguration<ListResult>
{
    public void Configure(EntityTypeBuilder<ListResult> builder)
    {
        builder.ToTable("ListResults");
        builder.HasKey(result => result.ListId);
        builder.Property(result => result.ListId).ValueGeneratedNever();
    }
}
