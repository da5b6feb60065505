using ElectorPortal.Domain.Reassort;

namespace ElectorPortal.Web.Commands.Identifiers;

/// <summary>What one letter says; one line of the file of notices.</summary>
internal sealed record VotingNotice(
    string Civility, string LastName, string FirstNames, string Academy, string Posting, VoterIdentifier Identifier);
