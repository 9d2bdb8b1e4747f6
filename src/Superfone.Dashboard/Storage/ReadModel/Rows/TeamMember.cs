namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>A person to whom contacts are assigned.</summary>
public sealed class TeamMember
{
    /// <summary>The id at Superfone.</summary>
    public required long UserId { get; init; }

    /// <summary>The name: from the staff directory, else the one received.</summary>
    public required string Name { get; init; }

    /// <summary>The name in the latest assignment; <see langword="null"/> if none has one.</summary>
    public string? ReceivedName { get; init; }
}
