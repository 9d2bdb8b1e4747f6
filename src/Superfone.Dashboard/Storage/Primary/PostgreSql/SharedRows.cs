namespace Superfone.Dashboard.Storage.Primary.PostgreSql;

/// <summary>A key of ASP.NET's Data Protection.</summary>
public sealed class DataKey
{
    /// <summary>Its number.</summary>
    public long Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The key, as XML.</summary>
    public required string Xml { get; init; }
}

/// <summary>A claim to some work, which ends by itself.</summary>
public sealed class Lease
{
    /// <summary>The work, such as <c>retention</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The node that does it.</summary>
    public required string Holder { get; init; }

    /// <summary>Grows with each new holder, so that what a former one still does can be refused.</summary>
    public long FencingNumber { get; init; }

    /// <summary>When it ends, UTC.</summary>
    public DateTime UntilUtc { get; init; }
}

/// <summary>A process that uses the database.</summary>
public sealed class NodeRow
{
    /// <summary>See <see cref="Nodes.NodeIdentity.Id"/>.</summary>
    public required string Id { get; init; }

    /// <summary>See <see cref="Nodes.NodeIdentity.Name"/>.</summary>
    public required string Name { get; init; }

    /// <summary>Its version.</summary>
    public required string Version { get; init; }

    /// <summary>When it was first seen, UTC, by the server's clock.</summary>
    public DateTime StartedUtc { get; init; }

    /// <summary>When it was last seen, UTC, by the server's clock.</summary>
    public DateTime SeenUtc { get; init; }

    /// <summary>The last delivery that its pages show.</summary>
    public long ProjectedDeliveryId { get; init; }

    /// <summary>Whether its pages show everything up to there.</summary>
    public bool IsComplete { get; init; }

    /// <summary>The epoch of the log from which they are computed.</summary>
    public long LogEpoch { get; init; }

    /// <summary>What does not work on it, and why: a <c>StoragePart</c> and a <c>StorageCause</c>, such as <c>Recordings/Full</c>.</summary>
    public required string[] Faults { get; init; }
}
