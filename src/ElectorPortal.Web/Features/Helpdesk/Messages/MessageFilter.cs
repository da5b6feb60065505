using System.ComponentModel.DataAnnotations;
using ElectorPortal.Domain.Delivery;
using Microsoft.AspNetCore.Mvc;

namespace ElectorPortal.Web.Features.Helpdesk.Messages;

/// <summary>What an agent looks for among the messages.</summary>
internal enum MessageState
{
    /// <summary>Not with its provider yet.</summary>
    Waiting,

    /// <summary>Failed for good, or given up.</summary>
    Failed,

    /// <summary>Taken by the provider, which has said nothing more.</summary>
    HandedOver,
    Delivered,
}

/// <summary>Each part may be empty.</summary>
internal sealed record MessageFilter
{
    [Display(Name = "État")]
    [FromQuery(Name = "etat")]
    public string? State { get; init; }

    [Display(Name = "Canal")]
    [FromQuery(Name = "canal")]
    public string? Channel { get; init; }

    [Display(Name = "Académie")]
    [FromQuery(Name = "academie")]
    public string? Academy { get; init; }

    [Display(Name = "Pays")]
    [FromQuery(Name = "pays")]
    public string? Country { get; init; }

    [Display(Name = "Code de l'échec")]
    [FromQuery(Name = "reponse")]
    public string? Answer { get; init; }

    /// <summary>The message with which the page before ended.</summary>
    [FromQuery(Name = "avant")]
    public Guid? Before { get; init; }

    public bool IsEmpty => new[] { State, Channel, Academy, Country, Answer }.All(string.IsNullOrWhiteSpace);

    public static OutboxStatus[] Of(MessageState state) => state switch
    {
        MessageState.Waiting => [OutboxStatus.Pending, OutboxStatus.Sending, OutboxStatus.FailedTemporary, OutboxStatus.Unknown],
        MessageState.Failed => [OutboxStatus.FailedPermanent, OutboxStatus.Expired],
        MessageState.HandedOver => [OutboxStatus.Submitted],
        _ => [OutboxStatus.Delivered],
    };

    public static string Say(MessageState state) => state switch
    {
        MessageState.Waiting => "En attente",
        MessageState.Failed => "En échec",
        MessageState.HandedOver => "Remis, sans confirmation",
        _ => "Distribués",
    };

    /// <summary>The address of this list with another choice, or of its next page.</summary>
    public string Address(string? state = null, string? answer = null, Guid? after = null) => FilterAddress.Of(
        "/helpdesk/messages", ("etat", state ?? State), ("canal", Channel), ("academie", Academy), ("pays", Country),
        ("reponse", answer ?? Answer), ("avant", after?.ToString()));
}
