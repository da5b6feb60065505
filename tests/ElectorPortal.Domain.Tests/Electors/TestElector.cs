using ElectorPortal.Domain.Electors;

namespace ElectorPortal.Domain.Tests.Electors;

internal static class TestElector
{
    public static Elector Named(string birthName, string? usageName, string firstNames, string email) => new()
    {
        NumenHash = [],
        Email = EmailAddress.Parse(email),
        Civility = "Mme",
        BirthName = birthName,
        UsageName = usageName,
        FirstNames = firstNames,
        BirthDate = new DateOnly(1980, 3, 8),
        AcademyId = 1,
        Corps = "Professeurs certifiés",
        Posting = "Lycée",
    };
}
