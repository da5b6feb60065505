using ElectorPortal.Domain.Activation;
using ElectorPortal.Domain.SignIn;
using ElectorPortal.Web.Security.Keys;
using ElectorPortal.Web.Security.SecurityCodes;
using ElectorPortal.Web.Security.Throttling;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectorPortal.Web.Data.Configurations;

internal sealed class AccountLinkConfiguration : IEntityTypeConfiguration<AccountLink>
{
    public void Configure(EntityTypeBuilder<AccountLink> builder)
    {
        builder.Property(link => link.Id).ValueGeneratedNever();
        builder.Property(link => link.TokenHash).HasMaxLength(KeyedHash.Length);
        builder.Property(link => link.UsedAt).IsConcurrencyToken();
        builder.HasIndex(link => link.TokenHash).IsUnique();
        builder.HasIndex(link => link.ElectorId);
        builder.HasOne(link => link.Elector).WithMany().HasForeignKey(link => link.ElectorId);
    }
}

internal sealed class ElectorSessionConfiguration : IEntityTypeConfiguration<ElectorSession>
{
    public void Configure(EntityTypeBuilder<ElectorSession> builder)
    {
        builder.Property(session => session.Id).ValueGeneratedNever();
        builder.Property(session => session.TokenHash).HasMaxLength(KeyedHash.Length);
        builder.Property(session => session.IdentifierShown).HasMaxLength(KeyedHash.Length);
        builder.HasIndex(session => session.TokenHash).IsUnique();
        builder.HasIndex(session => session.ElectorId);
        builder.HasIndex(session => session.LastSeenAt);
        builder.HasOne(session => session.Elector).WithMany().HasForeignKey(session => session.ElectorId);
    }
}

internal sealed class SecurityCodeConfiguration : IEntityTypeConfiguration<SecurityCode>
{
    public void Configure(EntityTypeBuilder<SecurityCode> builder)
    {
        builder.Property(code => code.Id).ValueGeneratedNever();
        builder.Property(code => code.Digits).HasMaxLength(SecurityCode.MaxLength);
        builder.Property(code => code.ConsumedAt).IsConcurrencyToken();
        builder.HasIndex(code => code.ExpiresAt);
        builder.HasOne<ElectorSession>().WithMany().HasForeignKey(code => code.SessionId);
    }
}

internal sealed class SignInFailuresConfiguration : IEntityTypeConfiguration<SignInFailures>
{
    public void Configure(EntityTypeBuilder<SignInFailures> builder)
    {
        builder.HasKey(failures => failures.AddressHash);
        builder.Property(failures => failures.AddressHash).HasMaxLength(KeyedHash.Length);
        builder.HasIndex(failures => failures.ElectorId);
    }
}

internal sealed class NetworkTriesConfiguration : IEntityTypeConfiguration<NetworkTries>
{
    public void Configure(EntityTypeBuilder<NetworkTries> builder)
    {
        builder.HasKey(tries => tries.NetworkHash);
        builder.Property(tries => tries.NetworkHash).HasMaxLength(KeyedHash.Length);
    }
}

internal sealed class ProtectedSecretConfiguration : IEntityTypeConfiguration<ProtectedSecret>
{
    public void Configure(EntityTypeBuilder<ProtectedSecret> builder)
    {
        builder.HasKey(secret => secret.Name);
        builder.Property(secret => secret.Name).HasMaxLength(40);
    }
}
