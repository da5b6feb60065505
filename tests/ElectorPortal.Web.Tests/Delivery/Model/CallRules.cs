using ElectorPortal.Domain.Delivery;

namespace ElectorPortal.Web.Tests.Delivery.Model;

/// <summary>Judges each call of a provider at the moment it is made.</summary>
/// <param name="now">The clock that the portal reads.</param>
internal sealed class CallRules(PortalModel model, Func<DateTime> now)
{
    private readonly List<string> broken = [];

    /// <summary>Kept, not thrown: the portal must not be able to swallow it.</summary>
    public IReadOnlyList<string> Broken => broken;

    public void Judge(Provider provider, Call call, string content)
    {
        var message = model.Messages[call.Id];
        var earlier = provider.CallsFor(call.Id).ToList();
        Require(content == message.Content, $"G4: {message.Topic} was handed over with another content than it was written with");
        Require(!message.IsSettled, $"G4: the provider was called for {message.Topic}, which was {message.Status}");
        Require(!earlier.Exists(other => other.End == CallEnd.Definite), $"G4: the provider was called again for {message.Topic} after a definite answer");
        Require(IsCurrent(message), $"G7: {message.Topic} was handed over when something newer had replaced it, or it was used or too old");

        if (earlier.FindLast(other => other.End == CallEnd.InDoubt) is not { } doubt)
            return;

        Require(
            call.At - doubt.At >= DeliverySchedule.ReconcileAfter,
            $"G4: {message.Topic} was sent again {call.At - doubt.At:c} after a call whose end is in doubt");
        Require(
            message.Channel == Channel.Mail || WasSearchedInVain(provider, content),
            $"G4: {message.Topic} was sent again after a call whose end is in doubt, and the operator's list was not asked, or knew it");
    }

    private static bool WasSearchedInVain(Provider provider, string content) =>
        provider.Errand.Searches.Exists(search => content.StartsWith($"{search.Recipient}|", StringComparison.Ordinal)
            && !search.Found.Contains(content[(search.Recipient.Length + 1)..]));

    private bool IsCurrent(ModelMessage message) => message.Topic switch
    {
        MessageTopic.ReassortIdentifier => message.Elector.Accepted[^1].Id == message.RequestId,
        MessageTopic.Activation or MessageTopic.Reset => model.Links.Single(link => link.Id == message.Id).Judge(now()) is null,
        _ => true,
    };

    private void Require(bool kept, string promise)
    {
        if (!kept)
            broken.Add(promise);
    }
}
