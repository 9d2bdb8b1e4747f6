using System.Diagnostics.Metrics;
using Superfone.Dashboard.Recordings.Download;

namespace Superfone.Dashboard.Recordings;

/// <summary>The metrics of downloads, under the meter <c>Superfone.Dashboard</c>.</summary>
internal sealed class RecordingMetrics
{
    private readonly Counter<long> _downloads;
    private readonly Counter<long> _bytes;

    /// <summary>Creates the instruments.</summary>
    public RecordingMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Superfone.Dashboard");
        _downloads = meter.CreateCounter<long>("superfone.recording.downloads", description: "Attempts to download a recording, by result.");
        _bytes = meter.CreateCounter<long>("superfone.recording.bytes", "By", "Bytes of stored recordings.");
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
