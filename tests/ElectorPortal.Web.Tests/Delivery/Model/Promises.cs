using System.Text.RegularExpressions;
using ElectorPortal.Domain.Delivery;
using ElectorPortal.Domain.Reassort;
using ElectorPortal.Web.Data;
using ElectorPortal.Web.Data.Invariants;
using ElectorPortal.Web.Security.Keys;
using ElectorPortal.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ElectorPortal.Web.Tests.Delivery.Model;

internal sealed class BrokenPromiseException(string message) : Exception(message);

/// <summary>Holds the database against the model, after each step.</summary>
internal sealed partial class Promises(PortalModel model)
{
    /// <summary>Steps that lead out of each state; none leads back.</summary>
    private static readonly Dictionary<OutboxStatus, OutboxStatus[]> Forward = new()
    {
        [OutboxStatus.Pending] = [OutboxStatus.Sending],
        [OutboxStatus.Sending] =
        [
            OutboxStatus.Submitted, OutboxStatus.Delivered, OutboxStatus.Unknown, OutboxStatus.FailedTemporary, OutboxStatus.FailedPermanent,
            OutboxStatus.Superseded, OutboxStatus.Expired,
        ],
        [OutboxStatus.Unknown] = [OutboxStatus.Sending, OutboxStatus.Submitted, OutboxStatus.Delivered, OutboxStatus.FailedPermanent],
        [OutboxStatus.FailedTemporary] = [OutboxStatus.Sending, OutboxStatus.Submitted, OutboxStatus.Delivered, OutboxStatus.FailedPermanent],
        [OutboxStatus.Submitted] = [OutboxStatus.Submitted, OutboxStatus.Delivered, OutboxStatus.FailedPermanent],
    };

    public static void Require(bool kept, string promise)
    {
        if (!kept)
            throw new BrokenPromiseException(promise);
    }

    /// <summary>Takes what the step has written into the model, then checks all of it.</summary>
    /// <param name="lookedAt">When a worker last looked after each channel: while all of them are dead, what they held stays held.</param>
    public async Task<Snapshot> CheckAsync(PortalApp app, IReadOnlyList<Provider> providers, DateTimeOffset lookedAt)
    {
        var seen = await Snapshot.ReadAsync(app);
        Require(seen.Messages.Count == model.Written, $"G1: {seen.Messages.Count} messages were written, {model.Written} had to be");
        foreach (var message in seen.Messages)
            Meet(app, message);
        foreach (var elector in model.Electors)
            CheckElector(app, seen, elector);
        CheckLinks(seen);
        foreach (var message in seen.Messages)
            CheckMessage(message, providers);
        await CheckInvariantsAsync(app, lookedAt);
        return seen;
    }

    /// <summary>What is checked after the last step, when nothing goes wrong any more and all had its time.</summary>
    public void CheckAtRest(Snapshot seen)
    {
        foreach (var message in seen.Messages)
            Require(ModelMessage.IsSettledStatus(message.Status), $"G3: {message.Topic} is still {message.Status} when all is quiet");
        foreach (var elector in model.Electors.Where(elector => elector.Accepted.Count > 0))
        {
            var last = seen.Messages.Single(message => message.RequestId == elector.Accepted[^1].Id && message.Channel == Channel.Sms);
            Require(last.Status != OutboxStatus.Superseded, "G3: the SMS of the last request was superseded by nothing");
        }
    }

    private void Meet(PortalApp app, OutboxMessage message)
    {
        if (model.Messages.ContainsKey(message.Id))
            return;

        Require(message.Status == OutboxStatus.Pending, "G4: a message was sent within the step that wrote it");
        var elector = model.Electors.Single(elector => elector.Id == message.ElectorId);
        var (recipient, text) = Snapshot.Open(app, message);
        var met = new ModelMessage(message.Id, message.Channel, message.Topic, elector, message.RequestId, $"{recipient}|{text}")
        {
            WrittenAt = message.CreatedAt,
        };
        model.Messages.Add(message.Id, met);
    }

    private void CheckElector(PortalApp app, Snapshot seen, ModelElector elector)
    {
        var row = seen.Electors.Single(row => row.Id == elector.Id);
        var requests = seen.Requests.Where(request => request.ElectorId == elector.Id).ToList();
        Require(
            requests.Select(request => request.FormKey).Order().SequenceEqual(elector.Accepted.Select(request => request.Form).Order()),
            $"G1, G6: {requests.Count} requests are in the database, {elector.Accepted.Count} were accepted");
        foreach (var request in elector.Accepted)
            CheckRequest(seen, requests.Single(stored => stored.FormKey == request.Form), request);
        Require(
            row.Reassort.Used == elector.Used && elector.Used is >= 0 and <= PortalModel.MaxRequests,
            $"G6: {row.Reassort.Used} requests are used, {elector.Used} were accepted and not given back");
        Require(row.PasswordVersion == elector.Passwords, $"G8: {row.PasswordVersion} passwords were set, {elector.Passwords} had to be");

        if (elector.Accepted.Count > 0)
            elector.Identifier = elector.Accepted[^1].Identifier;
        var active = seen.Identifiers.Where(identifier => identifier.ElectorId == elector.Id).ToList();
        Require(active.Count == (elector.Identifier is null ? 0 : 1), $"G2: an elector has {active.Count} active identifiers");
        Require(
            elector.Identifier is null || active[0].Hash.SequenceEqual(Hash(app, elector.Identifier)),
            "G2: the active identifier is not the one that the last accepted request promised");
    }

    private void CheckRequest(Snapshot seen, ReassortRequest stored, ModelRequest request)
    {
        var messages = seen.Messages.Where(message => message.RequestId == stored.Id).ToList();
        Require(messages.Select(message => message.Channel).Order().SequenceEqual([Channel.Mail, Channel.Sms]), "G1: a request has no mail or no SMS");
        var sms = messages.Single(message => message.Channel == Channel.Sms);
        request.Id = stored.Id;
        request.Identifier ??= IdentifierInSms().Match(model.Messages[sms.Id].Content).Groups[1].Value;
        request.GivenBack = sms.Status is OutboxStatus.FailedPermanent or OutboxStatus.Expired;
        Require(stored.GivenBackAt is not null == request.GivenBack, $"G6: the SMS is {sms.Status}, the request given back: {stored.GivenBackAt is not null}");
    }

    private void CheckLinks(Snapshot seen)
    {
        Require(seen.Links.Count == model.Links.Count, $"G8: {seen.Links.Count} links exist, {model.Links.Count} had to be written");
        foreach (var link in model.Links)
        {
            var row = seen.Links.Single(row => row.Id == link.Id);
            Require(row.UsedAt is not null == link.Used, $"G8: a link counts as used: {row.UsedAt is not null}, was used: {link.Used}");
            Require(
                row is { UsedAt: null, ReplacedAt: null } == link is { Used: false, Replaced: false },
                "G8: a link is open that is used or replaced, or the other way round");
        }
    }

    private void CheckMessage(OutboxMessage row, IReadOnlyList<Provider> providers)
    {
        var message = model.Messages[row.Id];
        OutboxStatus[] history = [OutboxStatus.Pending, .. row.Events.Select(step => step.To)];
        Require(history.Take(message.History.Count).SequenceEqual(message.History), "G4: the history of a message was rewritten");
        Require(history[^1] == row.Status, "G4: the state of a message is not the last of its history");
        for (var i = 1; i < history.Length; i++)
        {
            Require(
                row.Events[i - 1].From == history[i - 1] && Forward.GetValueOrDefault(history[i - 1], []).Contains(history[i]),
                $"G4: {row.Topic} went from {history[i - 1]} to {history[i]}");
        }

        Require(row.Payload is null == ModelMessage.IsSettledStatus(row.Status), $"G10: {row.Topic} is {row.Status}, content kept: {row.Payload is not null}");
        Require(
            row.Status is not (OutboxStatus.FailedPermanent or OutboxStatus.Expired) || row.LastError is { Length: > 0 },
            $"G5: {row.Topic} is {row.Status} for a reason that nobody can see");
        Require(
            row.Status is not (OutboxStatus.Submitted or OutboxStatus.Delivered)
                || providers.Single(provider => provider.Channel == row.Channel).Taken.Exists(taken => taken.Id == row.Id),
            $"G3: {row.Topic} is {row.Status}, and its provider never took it");
        (message.Status, message.History) = (row.Status, history);
    }

    private static async Task CheckInvariantsAsync(PortalApp app, DateTimeOffset lookedAt)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        var terms = ActivatorUtilities.CreateInstance<CheckTerms>(scope.ServiceProvider, new FakeTimeProvider(lookedAt));
        foreach (var invariant in PortalInvariants.All)
        {
            var verdict = await invariant.CheckAsync(db, terms, CancellationToken.None);
            Require(verdict.Count == 0, $"database check: « {invariant.Name} » is broken ({string.Join(", ", verdict.Examples)})");
        }
    }

    private static byte[] Hash(PortalApp app, string identifier)
    {
        Require(VoterIdentifier.TryParse(identifier, out var parsed), "G2: an SMS holds no identifier");
        return app.Services.GetRequiredService<KeyedHash>().Of(parsed);
    }

    [GeneratedRegex("vote: ([0-9A-Z]{12})", RegexOptions.CultureInvariant)]
    private static partial Regex IdentifierInSms();
}
