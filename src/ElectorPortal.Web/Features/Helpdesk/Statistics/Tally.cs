using ElectorPortal.Domain.Delivery;

namespace ElectorPortal.Web.Features.Helpdesk.Statistics;

/// <summary>What was counted of one académie, corps, contest or of all.</summary>
internal sealed class Tally
{
    public static readonly IReadOnlyList<FigureColumn> Columns =
    [
        new("Électeurs"), new("Espaces ouverts"), new("Taux d'ouverture", IsShare: true), .. SmsColumns,
    ];

    public static IReadOnlyList<FigureColumn> SmsColumns =>
    [
        new("Demandes d'identifiant"), new("SMS remis à l'opérateur"), new("SMS distribués"), new("SMS en échec"),
        new("Taux de distribution", IsShare: true),
    ];

    public int Electors { get; set; }

    public int Opened { get; set; }

    /// <summary>Accepted requests: each has its one SMS.</summary>
    public int Asked { get; private set; }

    /// <summary>Handed over, those distributed since included.</summary>
    public int Sent { get; private set; }

    public int Delivered { get; private set; }

    public int Failed { get; private set; }

    public void Add(OutboxStatus status, int count)
    {
        Asked += count;
        Sent += status is OutboxStatus.Submitted or OutboxStatus.Delivered ? count : 0;
        Delivered += status == OutboxStatus.Delivered ? count : 0;
        Failed += status is OutboxStatus.FailedPermanent or OutboxStatus.Expired ? count : 0;
    }

    public static Tally Sum(IEnumerable<Tally> parts)
    {
        var sum = new Tally();
        foreach (var part in parts)
        {
            sum.Electors += part.Electors;
            sum.Opened += part.Opened;
            sum.Asked += part.Asked;
            sum.Sent += part.Sent;
            sum.Delivered += part.Delivered;
            sum.Failed += part.Failed;
        }

        return sum;
    }

    public FigureRow ToRow(string name) => new(name, [Electors, Opened, Share(Opened, Electors), .. SmsValues]);

    public FigureRow ToSmsRow(string name) => new(name, SmsValues);

    private double?[] SmsValues => [Asked, Sent, Delivered, Failed, Share(Delivered, Asked)];

    private static double? Share(int part, int whole) => whole == 0 ? null : (double)part / whole;
}
