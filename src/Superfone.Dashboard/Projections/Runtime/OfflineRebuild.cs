using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.Faults;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Projections.Runtime;

/// <summary>Rebuilds the read model while the application does not run. The caller holds the lock of the data folder.</summary>
public sealed class OfflineRebuild(IEventLog log, ReadModelFile readModel, StorageFaults faults, ILogger<OfflineRebuild> logger)
{
    private const int BatchSize = 1024;

    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>Computes a read model from the whole log and makes it the current one. If that fails, the current one stays.</summary>
    /// <param name="progress">Receives the last delivery that is projected, and the last of the log.</param>
    /// <param name="cancellation">Stops the rebuild; the current read model stays.</param>
    /// <returns>The last delivery that the read model includes, and the number of subjects that could not be projected.</returns>
    /// <exception cref="IOException">The read model could not be computed.</exception>
    /// <exception cref="LogReadException">The log could not be read.</exception>
    public (long DeliveryId, long SetAside) Run(IProgress<(long Done, long Total)> progress, CancellationToken cancellation)
    {
        using var reader = log.OpenReader();
        readModel.Open(reader.Stamp, reader.Holds);
        var result = Compute(reader, progress, cancellation);

        // Gives the file its usual name and deletes the previous one.
        readModel.Open(reader.Stamp, reader.Holds);
        return result;
    }

    private (long DeliveryId, long SetAside) Compute(IEventLogReader reader, IProgress<(long Done, long Total)> progress, CancellationToken cancellation)
    {
        try
        {
            using var waiter = log.Listen();
            using var rebuild = new Rebuild(
                readModel, log, reader, (writer, own) => new Projector(writer, own, logger), TimeProvider.System, faults, logger);
            rebuild.Begin(reader.Stamp);
            while (!rebuild.ProjectBatch(BatchSize))
            {
                cancellation.ThrowIfCancellationRequested();
                progress.Report((rebuild.DeliveryId ?? throw Failed(rebuild), reader.LastDeliveryId));
                if (!rebuild.HasWork)
                    waiter.Wait(ReportInterval, cancellation);
            }

            using var rebuilt = rebuild.Swap(reader.Stamp) ?? throw Failed(rebuild);
            return (rebuilt.DeliveryId, rebuilt.SetAside);
        }
        finally
        {
            readModel.DiscardNext();
        }

        static IOException Failed(Rebuild rebuild) => new($"The read model cannot be recomputed: {rebuild.Error}");
    }
}
