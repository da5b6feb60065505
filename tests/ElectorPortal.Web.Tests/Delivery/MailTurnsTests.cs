using System.Globalization;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Messaging;
using ElectorPortal.Web.Outbox;
using ElectorPortal.Web.Tests.Crash.Support;
using ElectorPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectorPortal.Web.Tests.Delivery;

/// <summary>A pass claims more mails than it hands over at once: the others wait their turn, within limits.</summary>
public sealed class MailTurnsTests : IAsyncLifetime
{
    private const int Mails = 20;

    private static readonly int AtOnce = ChannelWork.Of(Channel.Mail).AtOnce;

    private readonly PatientServer server = new();
    private PortalApp app = null!;

    public async ValueTask InitializeAsync()
    {
        app = await PortalApp.StartAsync(Database.Sqlite, services => services.AddSingleton<IMailSender>(server));
        var person = await app.Electors.AddAsync();
        await using var scope = app.Services.CreateAsyncScope();
        var outbox = scope.ServiceProvider.GetRequiredService<Web.Outbox.Outbox>();
        for (var number = 0; number < Mails; number++)
        {
            var key = number.ToString("00", CultureInfo.InvariantCulture);
            var mail = new MailMessage { OutboxId = Guid.CreateVersion7(), To = $"mail{key}@ac-lyon.fr", Subject = key, Text = key };
            outbox.Add(mail, MessageTopic.PasswordNotice, person.Id, key);
        }

        await scope.ServiceProvider.GetRequiredService<PortalDbContext>().SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Every_mail_has_its_turn_and_never_more_at_once_than_a_server_takes()
    {
        var pass = app.RunOutboxOnceAsync(Channel.Mail);
        for (var answered = 0; answered < Mails; answered++)
        {
            await server.HoldsAsync(Math.Min(AtOnce, Mails - answered));
            server.AnswerOne(new DeliveryOutcome.Sent("taken"));
        }

        Assert.Equal(Mails, await pass);
        Assert.Equal(Mails, server.Seen.Distinct().Count());
        Assert.Equal(Mails, server.Seen.Count);
        Assert.Equal(Mails, await CountAsync(OutboxStatus.Submitted));
    }

    [Fact]
    public async Task A_mail_whose_turn_comes_just_in_time_leaves()
    {
        var pass = app.RunOutboxOnceAsync(Channel.Mail);
        await server.HoldsAsync(AtOnce);
        app.Time.Advance(ChannelWork.LongestTurn - TimeSpan.FromTicks(1));
        await server.AnswerAllAsync(pass, new DeliveryOutcome.Sent("taken"));

        Assert.Equal(Mails, await CountAsync(OutboxStatus.Submitted));
    }

    [Fact]
    public async Task A_mail_whose_turn_comes_too_late_is_put_back_and_leaves_with_the_next_pass()
    {
        var pass = app.RunOutboxOnceAsync(Channel.Mail);
        await server.HoldsAsync(AtOnce);
        app.Time.Advance(ChannelWork.LongestTurn);
        await server.AnswerAllAsync(pass, new DeliveryOutcome.Sent("taken"));

        Assert.Equal(AtOnce, server.Seen.Count);
        Assert.Equal(AtOnce, await CountAsync(OutboxStatus.Submitted));
        Assert.Equal(Mails - AtOnce, await app.WithDbAsync(db => db.OutboxMessages.CountAsync(message =>
            message.Status == OutboxStatus.FailedTemporary && message.Attempt == 0 && message.LeaseOwner == null && message.Payload != null)));

        await server.AnswerAllAsync(app.RunOutboxOnceAsync(Channel.Mail), new DeliveryOutcome.Sent("taken"));
        Assert.Equal(Mails, server.Seen.Distinct().Count());
        Assert.Equal(Mails, server.Seen.Count);
        Assert.Equal(Mails, await CountAsync(OutboxStatus.Submitted));
    }

    [Fact]
    public async Task A_portal_that_stops_begins_no_other_mail_and_leaves_none_in_doubt()
    {
        using var stop = new CancellationTokenSource();
        await using var scope = app.Services.CreateAsyncScope();
        var pass = scope.ServiceProvider.GetRequiredService<OutboxDispatcher>().RunOnceAsync(Channel.Mail, stop.Token);
        await server.HoldsAsync(AtOnce);
        await stop.CancelAsync();
        await server.AnswerAllAsync(pass, new DeliveryOutcome.Sent("taken"));

        Assert.Equal(AtOnce, server.Seen.Count);
        Assert.Equal(AtOnce, await CountAsync(OutboxStatus.Submitted));
        Assert.Equal(Mails - AtOnce, await CountAsync(OutboxStatus.FailedTemporary));
    }

    [Fact]
    public async Task Once_the_circuit_has_opened_the_others_wait_untouched()
    {
        var circuit = app.Services.GetRequiredService<ChannelStates>()[Channel.Mail].Circuit;
        var pass = app.RunOutboxOnceAsync(Channel.Mail);
        await server.HoldsAsync(AtOnce);
        for (var answered = 0; answered < Circuit.Tolerance; answered++)
            server.AnswerOne(new DeliveryOutcome.Unreachable("smtp-connect"));
        await Patience.UntilAsync("the circuit opens", () => Task.FromResult(circuit.IsOpen));
        await server.AnswerAllAsync(pass, new DeliveryOutcome.Unreachable("smtp-connect"));

        // Those that took the places of the first ones had begun before anybody could know.
        Assert.Equal(AtOnce + Circuit.Tolerance, server.Seen.Count);
        Assert.Equal(Mails, await CountAsync(OutboxStatus.FailedTemporary));
    }

    private Task<int> CountAsync(OutboxStatus status) => app.WithDbAsync(db => db.OutboxMessages.CountAsync(message => message.Status == status));

    /// <summary>Holds every mail until the test answers it, the oldest first.</summary>
    private sealed class PatientServer : IMailSender
    {
        private readonly Lock gate = new();
        private readonly Queue<TaskCompletionSource<DeliveryOutcome>> held = [];

        public List<Guid> Seen { get; } = [];

        public Task<DeliveryOutcome> SendAsync(MailMessage mail, CancellationToken cancellation)
        {
            lock (gate)
            {
                Seen.Add(mail.OutboxId);
                var answer = new TaskCompletionSource<DeliveryOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
                held.Enqueue(answer);
                return answer.Task;
            }
        }

        /// <summary>Returns once it holds so many; more would be too many.</summary>
        public async Task HoldsAsync(int count)
        {
            await Patience.UntilAsync($"{count} mails are held", () => Task.FromResult(Held >= count));
            Assert.Equal(count, Held);
        }

        public void AnswerOne(DeliveryOutcome outcome)
        {
            lock (gate)
                held.Dequeue().SetResult(outcome);
        }

        public async Task AnswerAllAsync(Task pass, DeliveryOutcome outcome)
        {
            while (!pass.IsCompleted)
            {
                if (Held > 0)
                    AnswerOne(outcome);
                else
                    await Task.Yield();
            }

            await pass;
        }

        private int Held
        {
            get
            {
                lock (gate)
                    return held.Count;
            }
        }
    }
}
