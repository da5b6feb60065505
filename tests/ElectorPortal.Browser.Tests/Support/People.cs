using ElectorPortal.Domain.Activation;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Electors;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Security.Keys;
using ElectorPortal.Web.Security.Passwords;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Browser.Tests.Support;

/// <summary>Invented electors, and what happened to them before a test begins.</summary>
public sealed class People(PortalSite site)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static int counter;

    private KeyedHash Hash => site.Services.GetRequiredService<KeyedHash>();

    private static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    /// <summary>Somebody whom no roll knows yet.</summary>
    public static Person Invent()
    {
        var number = Interlocked.Increment(ref counter);
        return new Person(
            $"camille.bernard{number}@ac-amiens.fr",
            $"20E{number:0000000}ABC",
            new DateOnly(1978, 3, 14),
            $"06 12 34 {number / 100:00} {number % 100:00}",
            $"+3361234{number:0000}");
    }

    /// <summary>An elector who has not opened his space.</summary>
    public async Task<Person> AddAsync(Action<Elector>? change = null)
    {
        var person = Invent();
        person.Id = await site.WithDbAsync(async db =>
        {
            Assert.True(Numen.TryParse(person.Numen, out var numen));
            var elector = new Elector
            {
                NumenHash = Hash.Of(numen),
                Email = EmailAddress.Parse(person.Email),
                Civility = "Mme",
                BirthName = "BERNARD",
                FirstNames = "Camille",
                BirthDate = person.BirthDate,
                AcademyId = await db.Academies.Where(academy => academy.Name == "Amiens").Select(academy => academy.Id).SingleAsync(),
                Corps = "Professeur certifié",
                Posting = "Lycée Louis-Thuillier, Amiens",
                Addresses = { new ElectorAddress { Address = EmailAddress.Parse(person.Email) } },
            };
            change?.Invoke(elector);
            db.Electors.Add(elector);
            await db.SaveChangesAsync();
            return elector.Id;
        });
        return person;
    }

    /// <summary>An elector whose space is open with <see cref="Person.Password"/>.</summary>
    public async Task<Person> AddActiveAsync(Action<Elector>? change = null)
    {
        var password = await site.Services.GetRequiredService<PasswordHasher>().HashAsync(Person.Password, CancellationToken.None);
        return await AddAsync(elector =>
        {
            elector.SetPassword(password, Now);
            change?.Invoke(elector);
        });
    }

    /// <summary>A link mailed a minute ago, changed as the test needs it; its path with the token.</summary>
    public async Task<string> AddLinkAsync(Person person, TimeSpan? lifetime = null, Action<AccountLink>? change = null)
    {
        var token = LinkToken.Generate();
        var link = new AccountLink
        {
            ElectorId = person.Id,
            Purpose = LinkPurpose.Activation,
            TokenHash = Hash.Of(token),
            Address = EmailAddress.Parse(person.Email),
            CreatedAt = Now.AddMinutes(-1),
            ExpiresAt = Now + (lifetime ?? Day),
        };
        change?.Invoke(link);
        await site.WithDbAsync(db =>
        {
            db.AccountLinks.Add(link);
            return db.SaveChangesAsync();
        });
        return $"/portail/creation-compte-etape2.htm?token={token.Reveal()}";
    }

    /// <summary>An accepted request whose SMS met that fate; the path of its « Ce n'est pas moi » link.</summary>
    public async Task<string> AddRequestAsync(Person person, Action<OutboxMessage>? sms = null, Action<ReassortRequest>? change = null)
    {
        var token = LinkToken.Generate();
        var request = new ReassortRequest
        {
            ElectorId = person.Id,
            FormKey = Guid.NewGuid(),
            AcceptedAt = Now.AddHours(-1),
            MaskedNumber = "06xxxxxxx",
            NumberHash = new byte[KeyedHash.Length],
            Region = "FR",
            ReportTokenHash = Hash.Of(token),
        };
        change?.Invoke(request);
        await site.WithDbAsync(db =>
        {
            db.ReassortRequests.Add(request);
            db.OutboxMessages.Add(Message(request, Channel.Mail, MessageTopic.ReassortConfirmation, message => message.Settle(new DeliveryOutcome.Sent(null), Now)));
            db.OutboxMessages.Add(Message(request, Channel.Sms, MessageTopic.ReassortIdentifier, sms));
            return db.SaveChangesAsync();
        });
        return $"/portail/signalement?token={token.Reveal()}";
    }

    private static OutboxMessage Message(ReassortRequest request, Channel channel, MessageTopic topic, Action<OutboxMessage>? fate)
    {
        var message = new OutboxMessage
        {
            Channel = channel,
            Topic = topic,
            ElectorId = request.ElectorId,
            RequestId = request.Id,
            DedupKey = $"{channel}-{request.Id}",
            MaskedRecipient = request.MaskedNumber,
            NextAttemptAt = null,
            CreatedAt = request.AcceptedAt,
        };
        fate?.Invoke(message);
        return message;
    }
}

/// <param name="Phone">As people type it.</param>
/// <param name="DialledPhone">As messages are sent to it, E.164.</param>
public sealed record Person(string Email, string Numen, DateOnly BirthDate, string Phone, string DialledPhone)
{
    public const string Password = "Chemin-de-fer7";

    public int Id { get; set; }

    public string TypedBirthDate => $"{BirthDate:dd/MM/yyyy}";
}
