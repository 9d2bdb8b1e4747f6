namespace Superfone.Dashboard.Storage.EventLog;

/// <summary>The log cannot be read now. Nothing that was folded from it is at fault.</summary>
/// <param name="cause">What SQLite says.</param>
internal sealed class LogReadException(Exception cause) : Exception($"The log cannot be read: {cause.Message}", cause);
