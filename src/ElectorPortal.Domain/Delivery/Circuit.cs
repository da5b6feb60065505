namespace ElectorPortal.Domain.Delivery;

/// <summary>What an outcome did to a circuit.</summary>
public enum CircuitChange
{
    None,
    Opened,
    Closed,
}

/// <summary>
/// Keeps messages from a provider that is out of reach or refuses our settings: while it is open they wait untouched, and one at a time
/// tries whether the provider is back. One for each channel and process.
/// </summary>
public sealed class Circuit
{
    /// <summary>Failures in a row that open it. Wrong settings open it at once: no other message would fare better.</summary>
    public const int Tolerance = 5;

    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(15),
        TimeSpan.FromSeconds(30),
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(2),
    ];

    private readonly Lock gate = new();
    private int failures;
    private int pauses;
    private DateTime? nextTrialAt;

    /// <summary>Since when a trial has been under way.</summary>
    private DateTime? trialSince;

    public bool IsOpen
    {
        get
        {
            lock (gate)
                return nextTrialAt is not null;
        }
    }

    /// <summary>How many of so many messages may be handed over now: all, none, or one as a trial.</summary>
    public int Allow(int wanted, DateTime now)
    {
        lock (gate)
        {
            if (nextTrialAt is null)
                return wanted;
            if (IsWithin(nextTrialAt - now, Pauses[^1]) || IsWithin(trialSince + DeliverySchedule.Lease - now, DeliverySchedule.Lease))
                return 0;

            Pause(now);
            trialSince = now;
            return Math.Min(wanted, 1);
        }
    }

    /// <summary>The leave that <see cref="Allow"/> gave for a trial was not used: the next message may try at once.</summary>
    public void ReturnTrial(DateTime now)
    {
        lock (gate)
        {
            Unused(trialSince is not null, now);
            trialSince = null;
        }
    }

    public CircuitChange Record(DeliveryOutcome outcome, DateTime now)
    {
        lock (gate)
        {
            var wasTrial = trialSince is not null;
            trialSince = null;
            return outcome switch
            {
                DeliveryOutcome.SettingsWrong => Open(now),
                DeliveryOutcome.Unreachable or DeliveryOutcome.Ambiguous => ++failures < Tolerance ? CircuitChange.None : Open(now),
                DeliveryOutcome.StillInDoubt => CircuitChange.None,
                DeliveryOutcome.Superseded or DeliveryOutcome.NotBegun => Unused(wasTrial, now),
                _ => Close(),
            };
        }
    }

    private CircuitChange Unused(bool wasTrial, DateTime now)
    {
        if (wasTrial && nextTrialAt is not null)
        {
            nextTrialAt = now;
            pauses = Math.Max(0, pauses - 1);
        }

        return CircuitChange.None;
    }

    /// <summary>More than that is left only where the clock was set back: no reason to wait so long.</summary>
    private static bool IsWithin(TimeSpan? left, TimeSpan longest) => left > TimeSpan.Zero && left <= longest;

    private CircuitChange Open(DateTime now)
    {
        if (nextTrialAt is not null)
            return CircuitChange.None;

        Pause(now);
        return CircuitChange.Opened;
    }

    private CircuitChange Close()
    {
        var wasOpen = nextTrialAt is not null;
        failures = 0;
        pauses = 0;
        nextTrialAt = null;
        return wasOpen ? CircuitChange.Closed : CircuitChange.None;
    }

    private void Pause(DateTime now)
    {
        nextTrialAt = now + Pauses[Math.Min(pauses, Pauses.Length - 1)];
        pauses++;
    }
}
