namespace Superfone.Dashboard.Storage.Backups;

/// <summary>A backup cannot be made, verified or restored.</summary>
/// <param name="message">One sentence for the operator: what failed, and what to do.</param>
/// <param name="cause">The error behind it, if there is one.</param>
public sealed class BackupException(string message, Exception? cause = null) : Exception(message, cause);
