using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Configuration.Telemetry;
using Superfone.Dashboard.Recordings.Download;
using Superfone.Dashboard.Recordings.Files;
using Superfone.Dashboard.Recordings.Listening;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Recordings;

namespace Superfone.Dashboard.Recordings;

/// <summary>
/// Adds the download of recordings, before the sender's links to them expire, and the record of users who have heard them.
/// </summary>
public static class RecordingStage
{
    /// <summary>Adds the stage; it follows the log and downloads from the application's start to its end.</summary>
    public static IServiceCollection AddRecordings(this IServiceCollection services)
    {
        services.AddRecordingClient();
        services.AddSingleton<RecordingSignal>();
        services.AddSingleton<RetrySchedule>();
        services.AddObservedMetrics<RecordingMetrics>();
        services.AddSingleton<RecordingFolder>();
        services.AddSingleton<RecordingBucket>();
        services.AddSingleton<RecordingStores>();
        services.AddSingleton<RecordingMove>();
        services.AddSingleton<MoveSignal>();
        services.AddSingleton<RecordingSource>();
        services.AddSingleton<RecordingDownload>();
        services.AddSingleton<RecordingTable>();
        services.AddSingleton<DownloadBacklog>();
        services.AddSingleton<AnnouncementTable>();
        services.AddSingleton(provider => new RecordingFiles(
            provider.GetRequiredService<IDbContextFactory<PrimaryContext>>(), provider.GetRequiredService<RecordingStores>(), provider.GetRequiredService<DownloadBacklog>(),
            provider.GetRequiredService<NodeBoard>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<RecordingFiles>>()));
        services.AddSingleton<RecordingRetry>();
        services.AddSingleton<ListenLog>();
        services.AddOnOneNode(NodeWork.Recordings, typeof(RecordingService), typeof(AnnouncementFollower));

        // What S3 did not take lies on the disk of the node that downloaded it.
        services.AddHostedService<RecordingMover>();
        services.AddHostedService<SharedFilesWarning>();
        return services;
    }
}
