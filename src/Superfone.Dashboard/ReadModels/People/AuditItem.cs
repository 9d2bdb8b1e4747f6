namespace Superfone.Dashboard.ReadModels.People;

/// <summary>An entry of the audit log.</summary>
/// <param name="AtUtc">The time, UTC.</param>
/// <param name="User">A user's email, an API token's name, or <c>system</c>.</param>
/// <param name="Action">What was done, such as <c>signIn</c>.</param>
/// <param name="Subject">To what; <see langword="null"/> if the action says it all.</param>
/// <param name="Address">The IP address of the request; <see langword="null"/> for commands and the application itself.</param>
public sealed record AuditItem(DateTime AtUtc, string User, string Action, string? Subject, string? Address)
{
    /// <summary>The position in the log.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public long Id { get; init; }
}

/// <summary>A filter of the audit log; what is <see langword="null"/> does not narrow it.</summary>
public sealed record AuditFilter
{
    /// <summary>The first instant, UTC.</summary>
    public DateTime? From { get; init; }

    /// <summary>The first instant after it, UTC.</summary>
    public DateTime? To { get; init; }

    /// <summary>Who.</summary>
    public string? User { get; init; }

    /// <summary>What was done.</summary>
    public string? Action { get; init; }
}
