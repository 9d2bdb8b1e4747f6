using Superfone.Dashboard.Domain.Destinations;
using Superfone.Dashboard.Storage.Primary.Destinations;

namespace Superfone.Dashboard.Destinations.Sending;

/// <summary>Decides what becomes of an event after an attempt. Used by one runner only.</summary>
internal sealed class PostOutcomes(Destination destination, RunnerParts parts, EventWindow window, PassingJournal journal, EventReader reader)
{
    // From this many failures without a success, the destination as a whole is thought to have been out of order.
    private const int FailuresOfAnOutage = 10;

    private const int TooManyRequests = 429;
    private const int Unavailable = 503;

    private int _failures;

    /// <summary>The time until which the receiver wants nothing at all, UTC.</summary>
    public DateTime HoldUntilUtc { get; set; }

    private DateTime Now => parts.Time.GetUtcNow().UtcDateTime;

    /// <summary>Takes the result of an attempt.</summary>
    /// <param name="passed">The event.</param>
    /// <param name="atUtc">The time at which the attempt began, UTC.</param>
    /// <param name="result">The result; <see langword="null"/> if there is nothing to pass on any more.</param>
    public void Take(PassedEvent passed, DateTime atUtc, PostResult? result)
    {
        passed.IsInFlight = false;
        if (result is null)
        {
            End(passed);
            return;
        }

        (passed.Last, passed.LastAttemptUtc, passed.Attempts) = (result, atUtc, passed.Attempts + 1);
        var isOver = Now - passed.SinceUtc >= RetryDelays.Longest;
        var outcome = result.IsAccepted ? AttemptResult.Delivered : isOver ? AttemptResult.Failed : AttemptResult.Retrying;
        passed.NextAttemptUtc = outcome == AttemptResult.Retrying ? NextAttempt(passed, result) : null;
        journal.Add(AttemptOf(passed, atUtc, outcome, result));
        parts.Metrics.Ended(outcome, result.Milliseconds);
        if (result.IsAccepted)
            Accept(passed);
        else
            Fail(passed, outcome);
    }

    private void Accept(PassedEvent passed)
    {
        End(passed);
        if (_failures >= FailuresOfAnOutage)
            window.Hasten();
        _failures = 0;
    }

    private void Fail(PassedEvent passed, AttemptResult outcome)
    {
        _failures++;
        if (outcome == AttemptResult.Failed)
        {
            window.End(passed);
            journal.Queue(passed.ToRow(destination.Id, isFailed: true));
        }
        else
        {
            reader.Queue(passed);
            window.Schedule(passed);
        }
    }

    private void End(PassedEvent passed)
    {
        window.End(passed);
        if (passed.IsQueued)
            journal.End(passed.DeliveryId);
    }

    private DateTime NextAttempt(PassedEvent passed, PostResult result)
    {
        var next = Now + RetryDelays.After(passed.Attempts, result.RetryAfter);
        if (result is { HttpStatus: TooManyRequests or Unavailable, RetryAfter: not null })
            HoldUntilUtc = next;
        var last = passed.SinceUtc + RetryDelays.Longest;
        return next < last ? next : last;
    }

    private DestinationAttempt AttemptOf(PassedEvent passed, DateTime atUtc, AttemptResult outcome, PostResult result) => new()
    {
        DestinationId = destination.Id,
        DeliveryId = passed.DeliveryId,
        Event = passed.Event,
        Number = passed.Attempts,
        AtUtc = atUtc,
        Milliseconds = result.Milliseconds,
        Result = outcome,
        HttpStatus = result.HttpStatus,
        Problem = result.Problem,
        NextAttemptUtc = passed.NextAttemptUtc,
    };
}
