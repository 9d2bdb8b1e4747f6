using System.Globalization;

namespace Superfone.Dashboard.Storage.Faults;

/// <summary>What does not work, the worst first.</summary>
public enum StoragePart
{
    /// <summary>Storing deliveries.</summary>
    Log,

    /// <summary>Following the log with the read model.</summary>
    Projection,

    /// <summary>Reading the read model, which is computed anew.</summary>
    ReadModel,

    /// <summary>Computing a read model beside the current one.</summary>
    Rebuild,

    /// <summary>Storing recordings.</summary>
    Recordings,

    /// <summary>Storing recordings in S3, and playing them from there.</summary>
    RecordingStore,

    /// <summary>Dating what arrives: the clock was set.</summary>
    Clock,
}

/// <summary>Something that does not work now.</summary>
/// <param name="Part">What.</param>
/// <param name="Cause">Why.</param>
public sealed record StorageFault(StoragePart Part, StorageCause Cause)
{
    /// <summary>The cause as one word for health checks.</summary>
    public string Word => StorageCauses.WordOf(Cause);

    /// <summary>Whether nothing need be done about it: what is lost is computed again.</summary>
    public bool IsMending => Part == StoragePart.ReadModel;

    /// <summary>What follows, why, and what to do about it, for the log.</summary>
    /// <param name="folder">The data folder.</param>
    public string Describe(string folder) => IsMending ? Consequence : $"{Consequence}: {ReasonAndRemedy(folder)}";

    /// <summary>What works again once it is over, for the log.</summary>
    /// <param name="lost">The number of deliveries that were refused meanwhile.</param>
    public string DescribeEnd(long lost) => Part switch
    {
        StoragePart.Log => string.Create(CultureInfo.InvariantCulture, $"Deliveries are stored again; {lost} were refused"),
        StoragePart.Projection => "Pages follow what is stored again",
        StoragePart.ReadModel => "The read model is whole again",
        StoragePart.Rebuild => "The read model can be recomputed again",
        StoragePart.Recordings => "Recordings are downloaded again",
        StoragePart.RecordingStore => "Recordings are stored in S3 and played from there again",
        StoragePart.Clock => "The clock is believed again",
    };

    private string Consequence => Part switch
    {
        StoragePart.Log => "Deliveries cannot be stored and are refused with 503",
        StoragePart.Projection => "Pages do not show what is stored from now on",
        StoragePart.ReadModel => "The read model is lost or damaged; it is computed again from the log, and nothing need be done",
        StoragePart.Rebuild => "The read model cannot be recomputed, and is tried again",
        StoragePart.Recordings => "Recordings are not downloaded",
        StoragePart.RecordingStore => "Recordings in S3 cannot be played; new ones stay in the data folder until they can be moved there",
        StoragePart.Clock => "The clock of this computer was set, and deliveries are dated by it",
    };

    private string ReasonAndRemedy(string folder) => Cause switch
    {
        StorageCause.Full => $"the disk has too little room. Free some space on the disk of '{folder}', or move the data to a larger one",
        StorageCause.Disk => $"the disk reports errors. Check the disk of '{folder}'",
        StorageCause.ReadOnly => $"the data folder may not be written. Check the permissions of '{folder}', and whether its disk is mounted read-only",
        StorageCause.Locked => $"another program holds the database. Close whatever else has opened the files in '{folder}'",
        StorageCause.Missing => $"a file or folder is gone. Mount the disk of '{folder}' again, or stop and restore a backup",
        StorageCause.Corrupt => "the database is damaged. Stop, and restore the latest backup",
        StorageCause.Unreachable => "the server of the database cannot be reached. Check whether PostgreSQL runs, and the network to it",
        StorageCause.StoreRefused => "the S3 store refuses access. Check the bucket, the keys and what they permit (Superfone:Recordings:S3)",
        StorageCause.StoreUnreachable => "the S3 store cannot be reached. Check its address (Superfone:Recordings:S3) and the network",
        StorageCause.StoreSlow => "the S3 store fails or does not answer in time. Look at its own status",
        StorageCause.ClockAhead =>
            "it was set forward. If it is wrong, set it right, and look whether it is synchronized ('timedatectl'). Until then, or for a day, retention deletes nothing if it is about a day or more",
        StorageCause.ClockBehind => "it was set back. If it is wrong, set it right, and look whether it is synchronized ('timedatectl'). After a day it is believed",
        StorageCause.Unexpected => "it failed unexpectedly",
    };
}
