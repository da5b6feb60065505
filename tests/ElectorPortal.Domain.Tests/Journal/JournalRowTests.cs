using ElectorPortal.Domain.Journal;

namespace ElectorPortal.Domain.Tests.Journal;

public sealed class JournalRowTests
{
    private static readonly JournalRow Row = new()
    {
        Id = 12,
        At = new DateTime(2018, 11, 30, 10, 0, 0, DateTimeKind.Utc),
        Kind = "SignIn",
        Outcome = "Done",
        ElectorId = 1,
        AcademyId = 2,
        AgentId = null,
        Reason = null,
        Detail = "ab",
        NetworkAddress = "192.0.2.1",
    };

    public static TheoryData<JournalRow> Others => new(
        Row with { Id = 13 },
        Row with { At = Row.At.AddMicroseconds(1) },
        Row with { Kind = "signIn" },
        Row with { Kind = "SignInD", Outcome = "one" },
        Row with { Outcome = "Failed" },
        Row with { ElectorId = null },
        Row with { ElectorId = 2, AcademyId = 1 },
        Row with { AcademyId = null, AgentId = 2 },
        Row with { AgentId = 0 },
        Row with { Reason = "" },
        Row with { Reason = "ab", Detail = null },
        Row with { Reason = "a", Detail = "b" },
        Row with { Detail = "ab192.0.2.1", NetworkAddress = "" },
        Row with { Detail = "\ud800" },
        Row with { NetworkAddress = null });

    [Theory, MemberData(nameof(Others))]
    public void No_two_entries_have_the_same_bytes(JournalRow other)
    {
        Assert.NotEqual(Row.ToBytes(), other.ToBytes());
        Assert.NotEqual((other with { Detail = "\ud801" }).ToBytes(), (other with { Detail = "\ud802" }).ToBytes());
    }

    [Fact]
    [Trait("ASVS", "16.2.2")]
    public void An_instant_counts_in_microseconds_as_every_database_keeps_them() =>
        Assert.Equal(Row.ToBytes(), (Row with { At = DateTime.SpecifyKind(Row.At.AddTicks(9), DateTimeKind.Unspecified) }).ToBytes());
}
