using System.Diagnostics.Metrics;
using Superfone.Dashboard.Configuration.Telemetry;
using Superfone.Dashboard.Recordings.Download;
using Superfone.Dashboard.Storage.Primary.Recordings;

namespace Superfone.Dashboard.Recordings;

/// <summary>The metrics of downloads.</summary>
internal sealed class RecordingMetrics : IObservedMetrics
{
    private readonly Counter<long> _downloads;
    private readonly Counter<long> _bytes;

    /// <summary>Creates the instruments.</summary>
    public RecordingMetrics(IMeterFactory meters, RecordingTable recordings)
    {
        var meter = meters.CreateOwn();
        _downloads = meter.CreateCounter<long>("superfone.recording.downloads", "{download}", "Attempts to download a recording, by result.");
        _bytes = meter.CreateCounter<long>("superfone.recording.stored", "By", "Bytes of recordings that were stored.");
        meter.Observe("superfone.recording.queue.length", "{recording}", "Recordings that are to be downloaded.", () => recordings.CountQueued());
    }

    /// <summary>Counts an attempt.</summary>
    public void Ended(DownloadResult result)
    {
        _downloads.Add(1, new KeyValuePair<string, object?>("result", result switch
        {
            { File: not null } => "stored",
            { IsPostponed: true } => "postponed",
            _ => "failed",
        }));
        if (result.File is { } file)
            _bytes.Add(file.SizeBytes);
    }
}
