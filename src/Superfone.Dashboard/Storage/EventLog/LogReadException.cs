namespace Superfone.Dashboard.Storage.EventLog;

/// <summary>Thrown when the log cannot be read. The read model is not the cause.</summary>
/// <param name="cause">The error of the store.</param>
public sealed class LogReadException(Exception cause) : Exception($"The log cannot be read: {cause.Message}", cause);
