using Superfone.Dashboard.Storage.Changes;

namespace Superfone.Dashboard.Storage.Nodes;

/// <summary>
/// Publishes changes of what only the primary database knows of calls, to the pages of all nodes. What is computed from the log each node publishes
/// itself.
/// </summary>
public sealed class PrimaryChanges : IDisposable
{
    private readonly ChangeFeed _feed;
    private readonly INodeMessages _nodes;
    private readonly IDisposable _receiving;

    /// <summary>Creates it.</summary>
    public PrimaryChanges(ChangeFeed feed, INodeMessages nodes)
    {
        (_feed, _nodes) = (feed, nodes);
        _receiving = nodes.Receive(NodeTopic.Calls, calls => _feed.Publish(calls?.Select(OfCall) ?? [new Change(ChangeKind.Everything, 0)]));
    }

    /// <summary>Publishes calls, once the change is committed.</summary>
    public void Publish(IReadOnlyCollection<long> calls)
    {
        _feed.Publish(calls.Select(OfCall));
        foreach (var call in calls)
            _nodes.Send(NodeTopic.Calls, call);
    }

    /// <inheritdoc/>
    public void Dispose() => _receiving.Dispose();

    private static Change OfCall(long call) => new(ChangeKind.Call, call);
}
