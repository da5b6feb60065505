using System.Data.Common;
using System.Net.Sockets;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Web.Messaging.Mail;
using ElectorPortal.Web.Outbox;

namespace ElectorPortal.Web.Commands.Bounces;

/// <summary>
/// Tells the mails of the portal what became of them. Each report is saved by itself, so that the web servers never wait for a whole
/// folder; a report that was taken before changes nothing, hence an import that stopped is simply run again.
/// </summary>
internal sealed class ImportBounces(ApplyReceipt receipts, CommandConsole console)
{
    /// <exception cref="CommandFailure">It stopped in the middle.</exception>
    public async Task<BounceSummary> ExecuteAsync(string path, CancellationToken cancellation)
    {
        var sources = BounceSource.Find(path, console);
        var summary = new BounceSummary();
        try
        {
            return await console.WithProgressAsync("Lecture des rapports", sources.Count, async progress =>
            {
                foreach (var source in sources)
                {
                    await ImportAsync(source, summary, cancellation);
                    progress(summary.Total);
                }

                return summary;
            });
        }
        catch (Exception failure) when (summary.Total > 0 && IsInterruption(failure))
        {
            throw new CommandFailure(
                $"Interrompu après {CommandConsole.Count(summary.Total)} message(s) sur {CommandConsole.Count(sources.Count)} : "
                + $"{failure.GetBaseException().Message} Relancez la commande : ce qui est déjà enregistré ne le sera pas deux fois.");
        }
    }

    private async Task ImportAsync(BounceSource source, BounceSummary summary, CancellationToken cancellation)
    {
        byte[] content;
        try
        {
            content = await source.ReadAsync(cancellation);
        }
        catch (Exception trouble) when (source.IsOneOfAFolder && trouble is (IOException or UnauthorizedAccessException))
        {
            summary.Unread.Add(new UnreadBounce(source.Name, BounceTexts.Unreadable));
            return;
        }

        if (DeliveryReportReader.TryRead(content, out var report) is { } refusal)
            summary.Unread.Add(new UnreadBounce(source.Name, BounceTexts.Of(refusal)));
        else
            await ApplyAsync(report!, source.Name, summary, cancellation);
    }

    private async Task ApplyAsync(DeliveryReport report, string name, BounceSummary summary, CancellationToken cancellation)
    {
        if (DsnStatus.ToStatus(report.Action) is not { } status)
        {
            summary.HandedOn++;
            return;
        }

        foreach (var id in report.OutboxIds)
        {
            var receipt = new Receipt { OutboxId = id, Channel = Channel.Mail, Status = status, Reason = report.Reason };
            switch (await receipts.ApplyAsync(receipt, cancellation))
            {
                case ReceiptAnswer.Taken:
                    Count(status, summary);
                    return;
                case ReceiptAnswer.NoNews:
                    summary.Known++;
                    return;
                case ReceiptAnswer.Busy:
                    throw new CommandFailure($"{name} : le courriel concerné ne cesse de changer. Relancez la commande.");
            }
        }

        summary.Unread.Add(new UnreadBounce(name, BounceTexts.UnknownMail));
    }

    private static void Count(OutboxStatus status, BounceSummary summary)
    {
        _ = status switch
        {
            OutboxStatus.FailedPermanent => summary.Failed++,
            OutboxStatus.Delivered => summary.Delivered++,
            _ => summary.Delayed++,
        };
    }

    private static bool IsInterruption(Exception failure) =>
        failure is OperationCanceledException || failure.GetBaseException() is DbException or SocketException;
}
