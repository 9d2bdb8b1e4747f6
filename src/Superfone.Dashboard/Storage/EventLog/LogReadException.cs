namespace Superfone.Dashboard.Storage.EventLog;

/// <summary>The log cannot be read now. The read model is not at fault.</summary>
/// <param name="cause">The error of the store.</param>
public sealed class LogReadException(Exception cause) : Exception($"The log cannot be read: {cause.Message}", cause);
