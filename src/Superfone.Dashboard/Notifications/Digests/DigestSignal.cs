using Superfone.Dashboard.Storage.Nodes;

namespace Superfone.Dashboard.Notifications.Digests;

/// <summary>Signals that a digest may be due.</summary>
public sealed class DigestSignal(TimeProvider time, INodeMessages nodes) : NodeSignal(time, nodes, "digests");
