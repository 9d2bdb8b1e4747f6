using Microsoft.Extensions.Diagnostics.HealthChecks;
using Superfone.Dashboard.Storage;

namespace Superfone.Dashboard.Operations;

/// <summary>The cause of a failure, as one word that reveals nothing else.</summary>
internal static class HealthCause
{
    /// <summary>The log is not being projected.</summary>
    public const string Projection = "projection";

    /// <summary>The application is shutting down.</summary>
    public const string Stopping = "stopping";

    /// <summary>The database file is missing.</summary>
    public const string Missing = "missing";

    private const string Key = "cause";

    /// <summary>The result of a check that failed for a known cause.</summary>
    public static HealthCheckResult Unhealthy(string cause, string description) =>
        HealthCheckResult.Unhealthy(description, data: new Dictionary<string, object> { [Key] = cause });

    /// <summary>The cause of a failed check.</summary>
    /// <param name="name">The part.</param>
    /// <param name="entry">The result of the check.</param>
    public static string Of(string name, HealthReportEntry entry) => (entry.Data.GetValueOrDefault(Key), entry.Exception) switch
    {
        (string cause, _) => cause,
        (_, { } error) when SqliteErrors.CauseOf(error) is { } cause => cause,
        (_, UnauthorizedAccessException) => "readonly",
        (_, IOException) => "disk",
        _ => name == Projection ? Projection : "database",
    };
}
