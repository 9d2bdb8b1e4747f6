using Superfone.Dashboard.Storage.Nodes;

namespace Superfone.Dashboard.Privacy;

/// <summary>Wakes the erasure service when something is requested.</summary>
public sealed class ErasureSignal(TimeProvider time, INodeMessages nodes) : NodeSignal(time, nodes, "erasures");
