using ElectorPortal.Domain.Electors;

namespace ElectorPortal.Domain.Reassort;

public enum ReassortRefusal
{
    OutsideWindow,
    Frozen,
    NoRequestLeft,
    FormClosed,
    TooSoon,
    WrongSecurityCode,
    NumberNotOnFile,
    WrongIdentity,

    /// <summary>So many messages wait already that the identifier could not leave in time.</summary>
    Busy,

    /// <summary>As many identifiers were asked for by all electors together within the hour as the operator allows.</summary>
    CeilingReached,
}

/// <summary>What deserves a look in a request that was accepted.</summary>
public enum ReassortRemark
{
    /// <summary>The number has served more than <see cref="ReassortRules.ElectorsPerNumber"/> electors.</summary>
    SharedNumber,
}

/// <summary>What an elector claims when he asks for a new identifier.</summary>
public sealed record ReassortClaim(MobileNumber Number, byte[] NumenHash, DateOnly BirthDate)
{
    /// <summary>The code was right, fresh, and is used up by this very attempt.</summary>
    public bool SecurityCodeMatched { get; init; }
}

/// <summary>When a new identifier is given (2018 procedure; contract §1, "Réassort").</summary>
public static class ReassortRules
{
    /// <summary>A couple may share a telephone; a third elector on it deserves a look.</summary>
    public const int ElectorsPerNumber = 2;

    /// <summary>Null where the claim is accepted; otherwise the first reason, in the order in which a person can act on it.</summary>
    public static ReassortRefusal? Check(Elector elector, ReassortClaim claim, ReassortTerms terms, DateTime now) =>
        Standing(elector.Reassort, terms, now) switch
        {
            { } refusal => refusal,
            null when !claim.SecurityCodeMatched => ReassortRefusal.WrongSecurityCode,
            null when !IsNumberAllowed(elector, claim, terms) => ReassortRefusal.NumberNotOnFile,
            null when !IsSamePerson(elector, claim) => ReassortRefusal.WrongIdentity,
            null => null,
        };

    /// <summary>What stands in the way before anything is typed; null where a request may be made.</summary>
    public static ReassortRefusal? Standing(ReassortStanding standing, ReassortTerms terms, DateTime now)
    {
        if (!terms.Window.IsOpen(now))
            return ReassortRefusal.OutsideWindow;
        if (standing.FrozenAt is not null)
            return ReassortRefusal.Frozen;
        if (standing.Used >= terms.MaxRequests)
            return ReassortRefusal.NoRequestLeft;
        if (now < standing.ClosedUntil)
            return ReassortRefusal.FormClosed;
        if (now < NextRequestAt(standing, terms))
            return ReassortRefusal.TooSoon;
        return null;
    }

    /// <summary>When the cool-down of the last accepted request ends; null where there is none.</summary>
    public static DateTime? NextRequestAt(ReassortStanding standing, ReassortTerms terms) =>
        standing.LastAcceptedAt + terms.CoolDown;

    /// <summary>How long until time alone lifts the closure of the form and the cool-down; zero where neither holds.</summary>
    public static TimeSpan Wait(ReassortStanding standing, ReassortTerms terms, DateTime now)
    {
        var until = new[] { standing.ClosedUntil, NextRequestAt(standing, terms) }.Max();
        return until > now ? until.Value - now : TimeSpan.Zero;
    }

    /// <summary>Takes one request.</summary>
    public static void Accept(ReassortStanding standing, DateTime now)
    {
        standing.Used++;
        standing.LastAcceptedAt = now;
        standing.Failures = 0;
    }

    /// <summary>Counts a wrong NUMEN or birth date; the last one allowed closes the form for a while and starts a new count.</summary>
    public static void Fail(ReassortStanding standing, ReassortTerms terms, DateTime now)
    {
        standing.Failures++;
        if (standing.Failures < terms.MaxFailures)
            return;

        standing.Failures = 0;
        standing.ClosedUntil = now + terms.Closure;
    }

    private static bool IsNumberAllowed(Elector elector, ReassortClaim claim, ReassortTerms terms) =>
        terms.NumberPolicy == NumberPolicy.Typed || claim.Number.E164 == elector.PhoneOnFile;

    private static bool IsSamePerson(Elector elector, ReassortClaim claim) =>
        System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(elector.NumenHash, claim.NumenHash)
        & elector.BirthDate == claim.BirthDate;
}
