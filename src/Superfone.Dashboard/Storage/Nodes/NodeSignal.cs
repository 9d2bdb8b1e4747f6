namespace Superfone.Dashboard.Storage.Nodes;

/// <summary>A <see cref="WakeSignal"/> for a service that may run on another node.</summary>
public abstract class NodeSignal : WakeSignal
{
    private readonly INodeMessages _nodes;
    private readonly IDisposable _receiving;
    private readonly string _topic;

    /// <summary>Creates it.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="nodes">The other nodes.</param>
    /// <param name="topic">What the service waits for, by a name that all nodes use.</param>
    protected NodeSignal(TimeProvider time, INodeMessages nodes, string topic)
        : base(time)
    {
        (_nodes, _topic) = (nodes, topic);
        _receiving = nodes.Receive(topic, _ => base.Notify());
    }

    /// <inheritdoc/>
    public override void Notify()
    {
        base.Notify();
        _nodes.Send(_topic);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool isDisposing)
    {
        if (isDisposing)
            _receiving.Dispose();
        base.Dispose(isDisposing);
    }
}
