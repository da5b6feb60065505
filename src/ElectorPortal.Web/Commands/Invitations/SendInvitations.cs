using ElectorPortal.Domain.Activation;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Outbox;
using ElectorPortal.Web.Security.Links;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Commands.Invitations;

/// <param name="Academy">As people write it; null for all.</param>
internal sealed record InvitationRequest(string? Academy, int PerMinute, bool AreReminders);

/// <summary>
/// Writes invitations to the outbox, a few at a time and never faster than asked: an outbox that is full would refuse the electors who ask
/// for a link themselves. Each is saved with its link and its entry; a run that stops is simply run again, and goes on where it was.
/// </summary>
internal sealed class SendInvitations(PortalDbContext db, AccountLinks links, Backlog backlog, CommandConsole console, TimeProvider time)
{
    private const int BatchSize = 50;

    private static readonly LinkTerms Terms = new();
    private static readonly TimeSpan WhenFull = TimeSpan.FromMinutes(1);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <returns>How many were written.</returns>
    /// <exception cref="CommandFailure">The académie is unknown.</exception>
    public async Task<int> ExecuteAsync(InvitationRequest request, CancellationToken cancellation)
    {
        var academyId = await FindAcademyAsync(request.Academy, cancellation);
        var total = await Waiting(request, academyId, 0).CountAsync(cancellation);
        return await console.WithProgressAsync(request.AreReminders ? "Relances" : "Invitations", total, async progress =>
        {
            var (sent, last) = (0, 0);
            while (await Waiting(request, academyId, last).OrderBy(elector => elector.Id).Take(BatchSize).Select(elector => elector.Id).ToListAsync(cancellation)
                is { Count: > 0 } batch)
            {
                while (await backlog.IsFullAsync(Channel.Mail, cancellation))
                    await Task.Delay(WhenFull, time, cancellation);

                sent += await WriteAsync(batch, request, academyId, cancellation);
                last = batch[^1];
                progress(sent);
                await Task.Delay(TimeSpan.FromMinutes((double)batch.Count / request.PerMinute), time, cancellation);
            }

            return sent;
        });
    }

    private Task<int> WriteAsync(List<int> batch, InvitationRequest request, int? academyId, CancellationToken cancellation) =>
        db.RetryOnConflictAsync(async () =>
        {
            // Judged again: some of them may have come by themselves meanwhile.
            var electors = await Waiting(request, academyId, 0).Where(elector => batch.Contains(elector.Id)).ToListAsync(cancellation);
            foreach (var elector in electors)
                await links.InviteAsync(elector, request.AreReminders ? LinkOrigin.Reminder : LinkOrigin.Invitation, cancellation);
            await db.SaveChangesAsync(cancellation);
            return electors.Count;
        });

    /// <summary>Those whose space is not open and to whom nothing is on its way, or whose invitation is about to expire.</summary>
    private IQueryable<Elector> Waiting(InvitationRequest request, int? academyId, int afterId)
    {
        var (now, soon) = (Now, Now + Terms.ReminderBefore);
        var living = db.AccountLinks.Where(link => link.Purpose == LinkPurpose.Activation && link.UsedAt == null && link.ReplacedAt == null && link.ExpiresAt > now);
        var electors = db.Electors.Where(elector => elector.Id > afterId && elector.PasswordHash == null && elector.RemovedAt == null
            && (academyId == null || elector.AcademyId == academyId));
        return request.AreReminders
            ? electors.Where(elector => living.Any(link => link.ElectorId == elector.Id && link.Origin == LinkOrigin.Invitation && link.ExpiresAt <= soon))
            : electors.Where(elector => !living.Any(link => link.ElectorId == elector.Id));
    }

    private async Task<int?> FindAcademyAsync(string? name, CancellationToken cancellation)
    {
        if (name is null)
            return null;

        var folded = Names.Fold(name);
        return await db.Academies.Where(academy => academy.FoldedName == folded).Select(academy => (int?)academy.Id).SingleOrDefaultAsync(cancellation)
            ?? throw new CommandFailure($"Aucune académie ne s'appelle « {name} ». Rien n'a été fait.");
    }
}
