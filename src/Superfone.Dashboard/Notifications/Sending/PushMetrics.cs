using System.Diagnostics.Metrics;
using Superfone.Dashboard.Configuration.Telemetry;

namespace Superfone.Dashboard.Notifications.Sending;

/// <summary>The metrics of notifications.</summary>
internal sealed class PushMetrics
{
    private readonly Counter<long> _notifications;

    /// <summary>Creates the instruments.</summary>
    public PushMetrics(IMeterFactory meters) => _notifications = meters.CreateOwn()
        .CreateCounter<long>("superfone.push.notifications", "{notification}", "Notifications for devices, by result.");

    /// <summary>Counts a notification that was sent, or given up.</summary>
    public void Ended(PushResult result) => _notifications.Add(1, new KeyValuePair<string, object?>("result", result switch
    {
        PushResult.Sent => "sent",
        PushResult.Retry or PushResult.Failed => "failed",
        PushResult.Gone => "gone",
        PushResult.Dropped => "dropped",
    }));
}

/// <summary>What became of a notification.</summary>
internal enum PushResult
{
    /// <summary>The push service took it.</summary>
    Sent,

    /// <summary>The push service asks for another attempt, or could not be reached.</summary>
    Retry,

    /// <summary>The push service refused it.</summary>
    Failed,

    /// <summary>The push service does not know the device any more.</summary>
    Gone,

    /// <summary>Too many others were waiting.</summary>
    Dropped,
}
