using System.Diagnostics.Metrics;
using Superfone.Dashboard.Configuration.Telemetry;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.Faults;

namespace Superfone.Dashboard.Operations.Telemetry;

/// <summary>The metrics of the disk, the databases and what does not work.</summary>
internal sealed class StorageMetrics : IObservedMetrics
{
    /// <summary>Creates the instruments.</summary>
    public StorageMetrics(IMeterFactory meters, DataSizes sizes, StorageFaults faults)
    {
        var meter = meters.CreateOwn();
        meter.Observe("superfone.disk.free", "By", "Free room on the disk of the data folder.", () => sizes.FreeBytes);
        meter.Observe("superfone.disk.size", "By", "Size of the disk of the data folder.", () => sizes.DiskBytes);
        meter.ObserveEach("superfone.database.size", "By", "Size of a database with its write-ahead log.", () =>
            sizes.Databases.Select(database => new Measurement<double>(database.Bytes, new KeyValuePair<string, object?>("database", database.Name))));
        meter.ObserveEach("superfone.fault", "{fault}", "1 while a part does not work, otherwise 0.", () => Enum.GetValues<StoragePart>().Select(part =>
            new Measurement<double>(faults.Of(part) is null ? 0 : 1, new KeyValuePair<string, object?>("part", $"{part}".ToLowerInvariant()))));
    }
}
