using System.Globalization;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Helpdesk;
using ElectorPortal.Domain.Journal;
using ElectorPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Security.Agents;

/// <summary>
/// The agent behind the current request, on pages that only an agent reaches, and all that he may see: the one place that says so. Nothing
/// of the helpdesk reads electors, messages or the journal elsewhere.
/// </summary>
internal sealed class SignedInAgent(IHttpContextAccessor accessor, PortalDbContext db, AcademyCache academies)
{
    private Agent Agent => accessor.HttpContext!.Features.Get<AgentSession>()!.Agent!;

    public int Id => Agent.Id;

    public string Name => Agent.Name;

    public AgentRole Role => Agent.Role;

    /// <summary>The one académie that he helps; null for all.</summary>
    public Academy? Academy => Agent.Academy;

    /// <summary>Two agents of one scope see the same: what was counted for one may be shown to the other.</summary>
    public string Scope => SeesAll ? "all" : string.Create(CultureInfo.InvariantCulture, $"academy {Agent.AcademyId}");

    /// <summary>A plain agent without an académie sees nobody.</summary>
    private bool SeesAll => Agent.Role is AgentRole.Supervisor or AgentRole.Administrator;

    /// <summary>None for an agent who has one.</summary>
    public async Task<IReadOnlyList<Academy>> AcademiesToChooseAsync(CancellationToken cancellation) =>
        Academy is null ? await academies.AllAsync(db, cancellation) : [];

    /// <summary>His académie's, those off the rolls included.</summary>
    public IQueryable<Elector> Electors => SeesAll ? db.Electors : db.Electors.Where(elector => elector.AcademyId == Agent.AcademyId);

    public IQueryable<OutboxMessage> Messages => SeesAll
        ? db.OutboxMessages
        : db.OutboxMessages.Where(message => Electors.Any(elector => elector.Id == message.ElectorId));

    /// <summary>
    /// What concerns his académie's electors and was written while they were in it; what an elector went through elsewhere before he came
    /// stands in <see cref="JournalOf"/>. What concerns no elector is for those who see all: that a search of his own found nobody would tell
    /// him whether somebody elsewhere answers to it.
    /// </summary>
    public IQueryable<JournalEntry> Journal => SeesAll
        ? db.Journal
        : db.Journal.Where(entry => entry.AcademyId == Agent.AcademyId
            && Electors.Any(elector => elector.Id == entry.ElectorId));

    /// <summary>All that concerns these electors, as far as he may see them.</summary>
    public IQueryable<JournalEntry> JournalOf(IReadOnlyCollection<int> electorIds) => db.Journal.Where(entry =>
        entry.ElectorId != null && electorIds.Contains(entry.ElectorId.Value) && Electors.Any(elector => elector.Id == entry.ElectorId));
}
