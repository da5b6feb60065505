using ElectorPortal.Domain.Delivery;

namespace ElectorPortal.Web.Tests.Delivery.Model;

/// <summary>
/// One thing that happens to the portal, told in words. Its numbers choose among what there is when it happens, so that a sequence still
/// means something when steps are taken out of it.
/// </summary>
internal abstract record Step(string Words)
{
    public sealed override string ToString() => Words;
}

internal enum Claim
{
    Right,
    WrongCode,
    WrongIdentity,
}

internal enum Posts
{
    Once,
    TwiceTheSameForm,
    TwoFormsAtOnce,
    TheLastFormAgain,
}

/// <summary>Where a process dies, as seen from one save.</summary>
internal enum Death
{
    None,
    BeforeTheCommit,
    AfterTheCommit,
}

internal sealed record AskIdentifier(int Who, Claim Claim, Posts Posts, Death Death)
    : Step($"elector {Who} asks for an identifier ({Claim}, {Posts}, death: {Death})");

internal sealed record AskLink(int Who, Death Death)
    : Step($"elector {Who} asks for a link (death: {Death})");

internal sealed record UseLink(int Which, bool TwiceAtOnce)
    : Step($"link {Which} from the newest is used{(TwiceAtOnce ? ", twice at once" : "")}");

internal sealed record OpenLink(int Which)
    : Step($"link {Which} from the newest is opened by a mail scanner");

/// <param name="DiesAtSave">Counted from 1.</param>
internal sealed record Pass(Channel Channel, int Worker, Death Death, int DiesAtSave)
    : Step($"worker {Worker} makes a pass over {Channel}" + (Death == Death.None ? "" : $" and dies at save {DiesAtSave}, {Death}"));

internal sealed record PassTogether(Channel Channel)
    : Step($"both workers make a pass over {Channel} at once");

/// <summary>The workers that a provider holds go on, the oldest first.</summary>
internal sealed record GoOn()
    : Step("the worker that was stopped first goes on");

internal sealed record ProviderBecomes(Channel Channel, Mood Mood)
    : Step($"the provider of {Channel}, from now on: {Mood}");

internal sealed record ListBecomes(ListMood Mood)
    : Step($"the operator's list, from now on: {Mood}");

internal sealed record CallBack(int Which, string Word, string? ErrorCode, int Times)
    : Step($"the operator reports '{Word}{(ErrorCode is null ? "" : $" {ErrorCode}")}' of SMS {Which} from the newest, {Times} times");

internal sealed record CallBackOfUnknown()
    : Step("the operator reports on an SMS that nobody knows");

internal sealed record ReportMail(int Which, bool Failed)
    : Step($"mail {Which} from the newest {(Failed ? "comes back" : "is late")}");

internal sealed record Wait(TimeSpan Time)
    : Step($"{Time:c} pass");

internal sealed record ClockGoesBack()
    : Step("the clock is set back by an hour");

internal sealed record Restart()
    : Step("the portal restarts");

internal sealed record LookForLate()
    : Step("the operator's alert looks for late messages");
