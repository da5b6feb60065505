using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Web.Security.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectorPortal.Web.Data.Configurations;

internal sealed class AgentConfiguration : IEntityTypeConfiguration<Agent>
{
    public void Configure(EntityTypeBuilder<Agent> builder)
    {
        builder.Property(agent => agent.Name).HasMaxLength(Agent.NameMaxLength);
        builder.Property(agent => agent.PasswordHash).HasMaxLength(60);
        builder.Property(agent => agent.TotpSecret).HasMaxLength(400);
        builder.Property(agent => agent.EnrolmentTokenHash).HasMaxLength(KeyedHash.Length);
        builder.Property(agent => agent.Issuer).HasMaxLength(Agent.IdentityMaxLength);
        builder.Property(agent => agent.Subject).HasMaxLength(Agent.IdentityMaxLength);
        builder.HasIndex(agent => agent.Email).IsUnique();
        builder.HasIndex(agent => agent.EnrolmentTokenHash).IsUnique();
        builder.HasIndex(agent => new { agent.Issuer, agent.Subject }).IsUnique();
        builder.HasOne(agent => agent.Academy).WithMany().HasForeignKey(agent => agent.AcademyId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AgentSessionConfiguration : IEntityTypeConfiguration<AgentSession>
{
    public void Configure(EntityTypeBuilder<AgentSession> builder)
    {
        builder.Property(session => session.Id).ValueGeneratedNever();
        builder.Property(session => session.TokenHash).HasMaxLength(KeyedHash.Length);
        builder.HasIndex(session => session.TokenHash).IsUnique();
        builder.HasIndex(session => session.LastSeenAt);
        builder.HasOne(session => session.Agent).WithMany().HasForeignKey(session => session.AgentId);
    }
}

internal sealed class AgentRecoveryCodeConfiguration : IEntityTypeConfiguration<AgentRecoveryCode>
{
    public void Configure(EntityTypeBuilder<AgentRecoveryCode> builder)
    {
        builder.Property(code => code.CodeHash).HasMaxLength(KeyedHash.Length);
        builder.Property(code => code.UsedAt).IsConcurrencyToken();
        builder.HasIndex(code => new { code.AgentId, code.CodeHash }).IsUnique();
        builder.HasOne<Agent>().WithMany().HasForeignKey(code => code.AgentId);
    }
}

internal sealed class IncidentNoticeConfiguration : IEntityTypeConfiguration<IncidentNotice>
{
    public void Configure(EntityTypeBuilder<IncidentNotice> builder)
    {
        builder.Property(notice => notice.Id).ValueGeneratedNever();
        builder.Property(notice => notice.Text).HasMaxLength(IncidentNotice.MaxLength);
        builder.HasData(new IncidentNotice());
    }
}
