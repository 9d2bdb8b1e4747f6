using Superfone.Events;

namespace Superfone.Simulation;

/// <summary>
/// Emits the events of a call as Superfone does: one when it ends, a second one if it was missed, then the recording, then the summary.
/// </summary>
internal sealed class CallEvents(Scheduler scheduler)
{
    // A receiver can infer the call of a summary that has only the UUID if the call ended not long before.
    private static readonly TimeSpan Inferable = TimeSpan.FromHours(20);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private SimulationOptions Options => scheduler.Options;

    private RandomSource Random => scheduler.Random;

    /// <summary>Schedules all events of a call.</summary>
    public void Plan(CallRecord call)
    {
        if (Random.Happens(scheduler.IsLive ? 0.35 : 0.03))
            PlanProgress(call);
        scheduler.At(call.EndUtc.AddSeconds(Random.Between(0.4, 2)), () =>
        {
            scheduler.Emit(call.Lead, call.ToEvent(EventKind.AllCalls, Options));
            if (!call.Ending.IsTalk && call.Ending.IsMissed)
                scheduler.At(scheduler.Now.AddSeconds(Random.Between(0.1, 1)), () => scheduler.Emit(call.Lead, call.ToEvent(EventKind.MissedCall, Options)));
            if (call.Conversation is not null && IsRecorded(call))
                scheduler.After(TimeSpan.FromSeconds(Random.Between(15, 60)), () => EmitRecording(call));
        });
    }

    private void PlanProgress(CallRecord call)
    {
        var isAtBackup = call.Ending.Disposition.StartsWith("BACKUP", StringComparison.Ordinal);
        var steps = (isAtBackup ? CallEndings.ProgressAtBackup : CallEndings.Progress).Where(step => call.Conversation is not null || !step.EndsWith("ACTIVE", StringComparison.Ordinal)).ToList();
        foreach (var (index, step) in steps.Index())
        {
            var at = call.StartUtc.AddSeconds(call.RingingSeconds * (double)index / Math.Max(1, steps.Count - 1));
            scheduler.At(at, () => scheduler.Emit(call.Lead, call.ToProgressEvent(step, Options)));
        }
    }

    private bool IsRecorded(CallRecord call) =>
        (Options.Recordings is not null || Options.NamesUuids)
        && (call.EndUtc > Options.StartUtc - Day || Random.Happens(Options.OldRecordedShare));

    private void EmitRecording(CallRecord call)
    {
        if (Options.Recordings is { } server)
        {
            // The link is signed when it is sent, and the history is sent at the start.
            var signedUtc = scheduler.Now > Options.StartUtc ? scheduler.Now : Options.StartUtc;
            var isAlone = call.EndUtc > Options.StartUtc - Inferable && Random.Happens(0.4);
            var link = new RecordingLink(call.Conversation!.Plan, call.EndUtc, isAlone ? $"call-{call.CdrId}" : call.Uuid);
            scheduler.Emit(call.Lead, call.ToEvent(EventKind.RecordingAvailable, Options) with
            {
                RecordingUrl = link.Sign(server, signedUtc),
                RecordingStatus = "OK",
            });
        }

        scheduler.After(TimeSpan.FromSeconds(Random.Between(20, 150)), () => scheduler.Emit(call.Lead, new SummaryEvent
        {
            Kind = EventKind.SummaryReady,
            Account = call.Lead.Account,
            OrganizationName = Options.OrganizationName,
            CdrUuid = call.Uuid,
            DurationSeconds = call.Conversation!.Seconds,
            Text = call.Conversation.Summary(),
            Insights = call.Conversation.Insights(),
            Transcript = call.Conversation.Transcript(),
        }));
    }
}
