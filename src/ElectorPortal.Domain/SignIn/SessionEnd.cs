namespace ElectorPortal.Domain.SignIn;

/// <summary>When a session ends. UTC.</summary>
/// <param name="At">If nothing more is asked.</param>
/// <param name="Latest">Whatever is asked.</param>
public sealed record SessionEnd(DateTime At, DateTime Latest)
{
    /// <param name="idle">How long it lives after it was last used.</param>
    /// <param name="absolute">How long it lives at all.</param>
    public static SessionEnd Of(DateTime createdAt, DateTime lastSeenAt, TimeSpan idle, TimeSpan absolute)
    {
        var latest = createdAt + absolute;
        var byItself = lastSeenAt + idle;
        return new SessionEnd(byItself < latest ? byItself : latest, latest);
    }
}
