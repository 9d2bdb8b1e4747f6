using Superfone.Dashboard.Storage.Faults;

namespace Superfone.Dashboard.Storage.Objects;

/// <summary>An S3 store does not do what was asked.</summary>
/// <param name="cause">Why, as pages say it.</param>
/// <param name="message">A sentence for the log, without secrets.</param>
/// <param name="innerException">The error behind it.</param>
public sealed class ObjectStoreException(StorageCause cause, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Why, as pages say it.</summary>
    public StorageCause Cause => cause;
}
