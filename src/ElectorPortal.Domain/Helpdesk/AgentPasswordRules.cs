using System.Text;
using ElectorPortal.Domain.SignIn;

namespace ElectorPortal.Domain.Helpdesk;

/// <summary>
/// The password of an agent, who sees many electors: long, and no compulsory kinds of characters (ASVS 5.0, 6.2.1 and 6.2.5).
/// </summary>
public static class AgentPasswordRules
{
    /// <summary>Characters, as people count them.</summary>
    public const int MinLength = 12;

    /// <summary>Every rule that the password breaks, in the order in which the page states them; empty where it is accepted.</summary>
    public static IReadOnlyList<PasswordRefusal> Check(string typed, Agent agent, IReadOnlySet<string> common)
    {
        var password = PasswordRules.Canonical(typed);
        if (password is null || password.Any(char.IsControl))
            return [PasswordRefusal.Unreadable];
        if (Encoding.UTF8.GetByteCount(password) > PasswordRules.MaxBytes)
            return [PasswordRefusal.TooLong];

        var refusals = new List<PasswordRefusal>();
        AddIf(PasswordRefusal.TooShort, password.EnumerateRunes().Count() < MinLength);
        AddIf(PasswordRefusal.SameAsAddress, PasswordRules.IsBuiltOnAddress([agent.Email], password));
        AddIf(PasswordRefusal.BuiltOnName, PasswordRules.IsBuiltOnName([agent.Name], password));
        AddIf(PasswordRefusal.TooCommon, PasswordRules.IsCommon(password, common));
        return refusals;

        void AddIf(PasswordRefusal refusal, bool broken)
        {
            if (broken)
                refusals.Add(refusal);
        }
    }
}
