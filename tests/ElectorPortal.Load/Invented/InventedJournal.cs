using ElectorPortal.Domain.Journal;

namespace ElectorPortal.Load.Invented;

/// <summary>Two months of a journal: mostly sign-ins and messages, some refused, an elector's events all over it.</summary>
internal static class InventedJournal
{
    private const string Masked = "p•••••@ac-invente.fr";

    private static readonly TimeSpan Length = TimeSpan.FromDays(60);

    private static readonly (JournalKind Kind, JournalOutcome Outcome, string? Reason, string? Detail)[] Events =
    [
        (JournalKind.SignIn, JournalOutcome.Done, null, null),
        (JournalKind.SignIn, JournalOutcome.Done, null, null),
        (JournalKind.SignIn, JournalOutcome.Refused, "WrongPassword", null),
        (JournalKind.SignOut, JournalOutcome.Done, null, null),
        (JournalKind.ActivationLink, JournalOutcome.Done, null, null),
        (JournalKind.Message, JournalOutcome.Done, "Submitted", $"Activation {Masked}"),
        (JournalKind.PasswordCreated, JournalOutcome.Done, null, null),
        (JournalKind.Reassort, JournalOutcome.Done, null, "06xxxxxxx"),
        (JournalKind.Message, JournalOutcome.Done, "Delivered", "ReassortIdentifier 06xxxxxxx"),
        (JournalKind.Message, JournalOutcome.Failed, "FailedPermanent", "ReassortIdentifier 06xxxxxxx 30005"),
    ];

    /// <summary>Oldest first, the last a second before <paramref name="end"/>, UTC.</summary>
    /// <param name="academies">As of the electors.</param>
    public static IEnumerable<JournalEntry> Entries(int count, int electors, IReadOnlyList<int> academies, DateTime end, int seed)
    {
        var random = new Random(seed);
        for (var number = 0; number < count; number++)
        {
            var (kind, outcome, reason, detail) = Events[random.Next(Events.Length)];
            var elector = random.Next(electors) + 1;
            yield return new JournalEntry
            {
                At = end - Length + (Length * ((double)number / count)) - TimeSpan.FromSeconds(1),
                Kind = kind,
                Outcome = outcome,
                Reason = reason,
                Detail = detail,
                ElectorId = elector,
                AcademyId = academies[InventedElectorate.AcademyOf(elector, academies.Count)],
                NetworkAddress = "192.0.2.1",
            };
        }
    }
}
