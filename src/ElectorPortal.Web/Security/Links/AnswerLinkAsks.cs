using ElectorPortal.Domain.Activation;
using ElectorPortal.Web.Data;

namespace ElectorPortal.Web.Security.Links;

/// <summary>Judges those who ask for a link together, each by himself, and writes down what comes of it in one save.</summary>
internal sealed class AnswerLinkAsks(PortalDbContext db, LinkCases cases, AccountLinks links, RequestJournal journal)
{
    /// <returns>In the order of those who ask.</returns>
    /// <exception cref="Microsoft.EntityFrameworkCore.DbUpdateException">The save for several of them was refused: nothing is written.</exception>
    public Task<IReadOnlyList<LinkAnswer>> AnswerAsync(IReadOnlyList<LinkAsk> asks) =>
        asks.Count > 1 ? AnswerOnceAsync(asks) : db.RetryOnConflictAsync(() => AnswerOnceAsync(asks));

    private async Task<IReadOnlyList<LinkAnswer>> AnswerOnceAsync(IReadOnlyList<LinkAsk> asks)
    {
        var electors = await cases.FindAsync(db, asks.Select(ask => ask.Typed), CancellationToken.None);
        var earlier = await cases.OpenOrSentSinceAsync(db, electors.Values.Select(elector => elector.Id), journal.Now - LinkTerms.Day, CancellationToken.None);
        List<LinkAnswer> answers = [];
        foreach (var ask in asks)
        {
            var elector = electors.GetValueOrDefault(ask.Typed);
            if (ask.UnlessOpen && elector is { IsActive: true })
            {
                answers.Add(LinkAnswer.SpaceIsOpen);
                continue;
            }

            journal.NetworkAddress = ask.NetworkAddress;
            var refusal = await links.AddAsync(elector, elector is null ? [] : earlier[elector.Id], ask.Typed, null, CancellationToken.None);
            answers.Add(refusal == LinkNotSent.Busy ? LinkAnswer.Busy : LinkAnswer.Announced);
        }

        await db.SaveChangesAsync();
        return answers;
    }
}
