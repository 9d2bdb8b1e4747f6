using Superfone.Dashboard.Storage.Faults;
using Superfone.Dashboard.Storage.Objects;

namespace Superfone.Dashboard.Recordings.Files;

/// <summary>Thrown when a recording is stored, but cannot be read now. The message is a sentence for whoever wants to listen.</summary>
public sealed class RecordingUnavailableException : Exception
{
    internal RecordingUnavailableException(ObjectStoreException error)
        : base($"The recording is kept in the S3 store, which {WhyNot(error.Cause)}. Nothing is lost; try again in a minute.", error)
    {
    }

    private static string WhyNot(StorageCause cause) => cause switch
    {
        StorageCause.StoreRefused => "refuses access",
        StorageCause.StoreUnreachable => "cannot be reached",
        StorageCause.StoreSlow => "fails or does not answer in time",
        StorageCause.Full or StorageCause.Disk or StorageCause.ReadOnly or StorageCause.Locked or StorageCause.Missing or StorageCause.Corrupt or StorageCause.Unreachable or StorageCause.ClockAhead or StorageCause.ClockBehind or
            StorageCause.Unexpected =>
            "fails",
    };
}
