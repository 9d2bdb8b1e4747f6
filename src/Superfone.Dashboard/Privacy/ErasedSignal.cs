using Superfone.Dashboard.Storage.Nodes;

namespace Superfone.Dashboard.Privacy;

/// <summary>Tells all nodes that erasures are done, so that each looks on its own disk.</summary>
public sealed class ErasedSignal(TimeProvider time, INodeMessages nodes) : NodeSignal(time, nodes, "erased");
