using Superfone.Dashboard.Operations.Faults;
using Superfone.Dashboard.Storage.Faults;

namespace Superfone.Dashboard.Operations.Status;

/// <summary>What the status page says something of.</summary>
public enum StatusSubject
{
    /// <summary>Deliveries arrive and are stored.</summary>
    Receiving,

    /// <summary>Pages follow what is stored.</summary>
    Processing,

    /// <summary>Recordings are downloaded.</summary>
    Recordings,

    /// <summary>Events are passed on.</summary>
    Passing,

    /// <summary>Backups are made.</summary>
    Backups,

    /// <summary>There is room.</summary>
    Disk,
}

/// <summary>Finds what hinders a subject.</summary>
public static class StatusSubjects
{
    /// <summary>What hinders it now; <see langword="null"/> if nothing does.</summary>
    public static FaultItem? FaultOf(this FaultBoard board, StatusSubject subject) => board.Faults.FirstOrDefault(fault => PartsOf(subject).Any(part => fault.Part == $"{part}"));

    private static StoragePart[] PartsOf(StatusSubject subject) => subject switch
    {
        StatusSubject.Receiving => [StoragePart.Log, StoragePart.Clock],
        StatusSubject.Processing => [StoragePart.Projection, StoragePart.ReadModel, StoragePart.Rebuild],
        StatusSubject.Recordings => [StoragePart.Recordings, StoragePart.RecordingStore],
        StatusSubject.Passing or StatusSubject.Backups or StatusSubject.Disk => [],
    };
}
