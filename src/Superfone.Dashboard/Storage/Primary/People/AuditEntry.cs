namespace Superfone.Dashboard.Storage.Primary.People;

/// <summary>Something that a person or a program did. The database refuses to change entries, and to delete those of the last year.</summary>
public sealed class AuditEntry
{
    /// <summary>Position in the log, from 1.</summary>
    public long Id { get; init; }

    /// <summary>The time, UTC.</summary>
    public DateTime AtUtc { get; init; }

    /// <summary>A user's email, an API token's name, or <c>system</c>.</summary>
    public required string User { get; init; }

    /// <summary>What was done, such as <c>signIn</c>.</summary>
    public required string Action { get; init; }

    /// <summary>To what: a path, an id or a key, without names, numbers and secrets; <see langword="null"/> if the action says it all.</summary>
    public string? Subject { get; init; }

    /// <summary>The IP address of the request; <see langword="null"/> for commands and the application itself.</summary>
    public string? Address { get; init; }
}
