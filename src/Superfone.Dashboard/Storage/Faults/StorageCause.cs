namespace Superfone.Dashboard.Storage.Faults;

/// <summary>Why storage does not work.</summary>
public enum StorageCause
{
    /// <summary>The disk has too little room.</summary>
    Full,

    /// <summary>The disk reports an error.</summary>
    Disk,

    /// <summary>The data folder may not be written.</summary>
    ReadOnly,

    /// <summary>Another program holds the database.</summary>
    Locked,

    /// <summary>The file or its folder is gone.</summary>
    Missing,

    /// <summary>The file is damaged.</summary>
    Corrupt,

    /// <summary>The server of the database cannot be reached.</summary>
    Unreachable,

    /// <summary>The S3 store refuses access.</summary>
    StoreRefused,

    /// <summary>The S3 store cannot be reached.</summary>
    StoreUnreachable,

    /// <summary>The S3 store does not answer in time, or fails.</summary>
    StoreSlow,

    /// <summary>The clock was set forward.</summary>
    ClockAhead,

    /// <summary>The clock was set back.</summary>
    ClockBehind,

    /// <summary>None of these: a defect.</summary>
    Unexpected,
}
