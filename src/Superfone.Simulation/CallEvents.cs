using Superfone.Events;

namespace Superfone.Simulation;

/// <summary>Tells of calls as Superfone does: at their end, the missed ones twice; then the recording; later what was said.</summary>
internal sealed class CallEvents(Play play)
{
    // A receiver infers the call of a summary that bears the uuid alone only when the call has just ended.
    private static readonly TimeSpan Inferable = TimeSpan.FromHours(20);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private SimulationOptions Options => play.Options;

    private Draw Draw => play.Draw;

    /// <summary>Plans all that is told of a call.</summary>
    public void Tell(CallRecord call)
    {
        if (Draw.Happens(play.IsLive ? 0.35 : 0.03))
            TellProgress(call);
        play.At(call.EndUtc.AddSeconds(Draw.Between(0.4, 2)), () =>
        {
            play.Tell(call.Lead, call.Tell(EventKind.AllCalls, Options));
            if (!call.Ending.IsTalk && call.Ending.IsMissed)
                play.At(play.Now.AddSeconds(Draw.Between(0.1, 1)), () => play.Tell(call.Lead, call.Tell(EventKind.MissedCall, Options)));
            if (call.Conversation is not null && IsRecorded(call))
                play.After(TimeSpan.FromSeconds(Draw.Between(15, 60)), () => TellRecording(call));
        });
    }

    private void TellProgress(CallRecord call)
    {
        var isAtBackup = call.Ending.Disposition.StartsWith("BACKUP", StringComparison.Ordinal);
        var steps = (isAtBackup ? Mix.ProgressAtBackup : Mix.Progress).Where(step => call.Conversation is not null || !step.EndsWith("ACTIVE", StringComparison.Ordinal)).ToList();
        foreach (var (index, step) in steps.Index())
        {
            var at = call.StartUtc.AddSeconds(call.RingingSeconds * (double)index / Math.Max(1, steps.Count - 1));
            play.At(at, () => play.Tell(call.Lead, call.TellProgress(step, Options)));
        }
    }

    private bool IsRecorded(CallRecord call) =>
        (Options.Recordings is not null || Options.NamesUuids)
        && (call.EndUtc > Options.StartUtc - Day || Draw.Happens(Options.OldRecordedShare));

    private void TellRecording(CallRecord call)
    {
        if (Options.Recordings is { } server)
        {
            // The link is signed when it is sent, and history is sent at the start.
            var signedUtc = play.Now > Options.StartUtc ? play.Now : Options.StartUtc;
            var isAlone = call.EndUtc > Options.StartUtc - Inferable && Draw.Happens(0.4);
            var link = new RecordingLink(call.Conversation!.Plan, call.EndUtc, isAlone ? $"call-{call.CdrId}" : call.Uuid);
            play.Tell(call.Lead, call.Tell(EventKind.RecordingAvailable, Options) with
            {
                RecordingUrl = link.Sign(server, signedUtc),
                RecordingStatus = "OK",
            });
        }

        play.After(TimeSpan.FromSeconds(Draw.Between(20, 150)), () => play.Tell(call.Lead, new SummaryEvent
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
