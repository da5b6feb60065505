using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ElectorPortal.Web.Tests.Helpdesk;

/// <summary>Electors, and what became of their requests, of whom only numbers are asked.</summary>
internal static class TestFigures
{
    private static int counter;

    public static Task<int> AddVoterAsync(
        this PortalApp app,
        string academy,
        string corps = "Professeur certifié",
        DateTime? openedAt = null,
        string[]? contests = null,
        (string Region, DateTime At, DeliveryOutcome? Sms)[]? requests = null) => app.WithDbAsync(async db =>
    {
        var number = Interlocked.Increment(ref counter);
        var elector = new Elector
        {
            NumenHash = BitConverter.GetBytes(number),
            Email = EmailAddress.Parse($"figure{number}@ac-test.fr"),
            Civility = "M.",
            BirthName = "BERNARD",
            FirstNames = "Camille",
            BirthDate = new DateOnly(1978, 3, 14),
            AcademyId = await db.Academies.Where(row => row.Name == academy).Select(row => row.Id).SingleAsync(),
            Corps = corps,
            Posting = "Lycée",
            Addresses = { new ElectorAddress { Address = EmailAddress.Parse($"figure{number}@ac-test.fr") } },
        };
        foreach (var code in contests ?? [])
            elector.Enrol(code);
        if (openedAt is { } instant)
            elector.SetPassword("hash", instant);
        db.Electors.Add(elector);
        await db.SaveChangesAsync();
        foreach (var (region, at, outcome) in requests ?? [])
            AddRequest(db, elector, region, at, outcome);
        await db.SaveChangesAsync();
        return elector.Id;
    });

    private static void AddRequest(Web.Data.PortalDbContext db, Elector elector, string region, DateTime at, DeliveryOutcome? outcome)
    {
        var request = new ReassortRequest
        {
            ElectorId = elector.Id,
            FormKey = Guid.NewGuid(),
            AcceptedAt = at,
            MaskedNumber = "06xxxxxxx",
            NumberHash = [1],
            Region = region,
            ReportTokenHash = Guid.NewGuid().ToByteArray(),
        };
        db.ReassortRequests.Add(request);
        foreach (var (channel, topic) in new[] { (Channel.Mail, MessageTopic.ReassortConfirmation), (Channel.Sms, MessageTopic.ReassortIdentifier) })
        {
            var message = new OutboxMessage
            {
                Channel = channel,
                Topic = topic,
                ElectorId = elector.Id,
                RequestId = request.Id,
                DedupKey = $"{request.Id}-{topic}",
                Payload = [1],
                MaskedRecipient = "06xxxxxxx",
                NextAttemptAt = at,
                CreatedAt = at,
            };
            if (outcome is not null)
            {
                message.Claim("worker", at, TimeSpan.FromMinutes(2));
                message.Settle(outcome, at);
            }

            db.OutboxMessages.Add(message);
        }
    }
}
