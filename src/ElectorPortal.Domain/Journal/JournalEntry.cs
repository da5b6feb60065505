namespace ElectorPortal.Domain.Journal;

public enum JournalKind
{
    ActivationLink,
    Invitation,
    ResetLink,
    PasswordCreated,
    PasswordReset,
    PasswordChanged,
    SignIn,
    SignOut,
    Reassort,
    ReassortReport,
    ReassortGivenBack,
    Message,
    IdentifierIssued,
    Import,
    Purge,
    Removal,
    IdentifierShown,
    Vote,
    CorrectionAsked,
    CorrectionAnswered,

    // What an agent of the helpdesk did for an elector.
    DelayLifted,
    AddressAdded,
    AddressCorrected,
    ReassortFrozen,
    ReassortUnfrozen,
    IdentityChecked,
    MessageSentAgain,

    // What an agent looked at.
    Consultation,
    Search,
    Export,

    // Who the agents are.
    AgentSignIn,
    AgentSignOut,
    AgentAdded,
    AgentEnrolled,
    AgentDisabled,
    AgentReset,

    // What everybody reads above every page.
    IncidentShown,
    IncidentEnded,
}

public enum JournalOutcome
{
    Done,
    Refused,
    Failed,
}

/// <summary>What happened, when, to whom, with what outcome. Never a secret, and never changed once written.</summary>
public sealed class JournalEntry
{
    public const int ReasonMaxLength = 200;

    /// <summary>Room for a masked address and the words around it.</summary>
    public const int DetailMaxLength = 400;
    public const int NetworkAddressMaxLength = 45;

    public long Id { get; private set; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    public required JournalKind Kind { get; init; }

    public required JournalOutcome Outcome { get; init; }

    public int? ElectorId { get; init; }

    /// <summary>The elector's académie when it happened, which the save adds; where no elector is concerned, the agent's.</summary>
    public int? AcademyId { get; set; }

    /// <summary>The agent who did it; null for what the elector or the portal did.</summary>
    public int? AgentId { get; init; }

    /// <summary>The name of the refusal, of the failure, or of what deserves a look; one of the enums of the domain.</summary>
    public string? Reason { get; init; }

    /// <summary>Masked facts that help a helpdesk agent: a masked number, the kind of mail.</summary>
    public string? Detail { get; init; }

    /// <summary>Where the request came from; null for what the portal does by itself.</summary>
    public string? NetworkAddress { get; init; }
}
