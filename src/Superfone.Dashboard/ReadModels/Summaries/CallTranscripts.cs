using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Events;
using Superfone.Events.Reading;

namespace Superfone.Dashboard.ReadModels.Summaries;

/// <summary>Reads the transcripts of calls.</summary>
internal static class CallTranscripts
{
    /// <summary>The transcripts of some calls, with times that fit the length of each; see <see cref="TranscriptTimes"/>.</summary>
    /// <returns>The turns by call; calls without a summary are left out.</returns>
    public static async Task<IReadOnlyDictionary<long, IReadOnlyList<TranscriptTurn>>> OfAsync(
        ReadModelContext readModel, IEnumerable<CallItem> calls, CancellationToken cancellation)
    {
        var asked = calls.ToList();
        var uuids = asked.Select(call => call.Summary?.CdrUuid).OfType<string>().ToList();
        var transcripts = await readModel.Summaries.Where(summary => EF.Parameter(uuids).Contains(summary.CdrUuid))
            .Select(summary => new { summary.CdrUuid, summary.Transcript, summary.DurationSeconds })
            .ToDictionaryAsync(row => row.CdrUuid, cancellation);
        Dictionary<long, IReadOnlyList<TranscriptTurn>> fitted = [];
        foreach (var call in asked)
        {
            if (call.Summary?.CdrUuid is { } uuid && transcripts.TryGetValue(uuid, out var found))
                fitted[call.CdrId] = TranscriptTimes.Fit(found.Transcript, found.DurationSeconds, call.DurationSeconds);
        }

        return fitted;
    }
}
