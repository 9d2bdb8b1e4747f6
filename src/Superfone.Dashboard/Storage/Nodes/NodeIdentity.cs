namespace Superfone.Dashboard.Storage.Nodes;

/// <summary>Tells this process from all others, those before it on the same computer included.</summary>
public sealed class NodeIdentity
{
    /// <summary>Gives it a number.</summary>
    public NodeIdentity() => Id = $"{Name}/{Guid.NewGuid():N}";

    /// <summary>The name of the computer, by which people know the node.</summary>
    public string Name { get; } = Environment.MachineName;

    /// <summary>The name and a number of its own.</summary>
    public string Id { get; }
}
