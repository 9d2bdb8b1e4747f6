namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>The name of somebody whom contacts are assigned to, as a change of the assignment told it last.</summary>
public sealed class TeamMember
{
    /// <summary>Id at Superfone.</summary>
    public required long UserId { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }
}
