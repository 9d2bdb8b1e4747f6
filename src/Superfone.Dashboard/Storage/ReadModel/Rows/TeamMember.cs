namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>A person to whom contacts are assigned, with the name in the latest assignment.</summary>
public sealed class TeamMember
{
    /// <summary>The id at Superfone.</summary>
    public required long UserId { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }
}
