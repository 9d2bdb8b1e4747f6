using Superfone.Dashboard.ReadModels.QueryStrings;

namespace Superfone.Dashboard.ReadModels.Contacts;

/// <summary>Selects contacts; conditions that are <see langword="null"/> do not apply.</summary>
public sealed record ContactFilter
{
    /// <summary>Words, parts of names or numbers, to find.</summary>
    [SearchWords]
    public string? Q { get; init; }

    /// <summary>One of their numbers, in any written form.</summary>
    public string? Phone { get; init; }

    /// <summary>Title or id of a label.</summary>
    public string? Label { get; init; }

    /// <summary>Title or id of the lead stage.</summary>
    public string? Stage { get; init; }

    /// <summary>Title or id of the lead group.</summary>
    public string? Group { get; init; }

    /// <summary>Id of the assigned team member.</summary>
    public long? AssigneeUserId { get; init; }
}
