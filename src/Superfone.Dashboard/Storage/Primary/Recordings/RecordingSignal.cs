using Superfone.Dashboard.Storage.Nodes;

namespace Superfone.Dashboard.Storage.Primary.Recordings;

/// <summary>Signals that the queue of downloads has changed.</summary>
public sealed class RecordingSignal(TimeProvider time, INodeMessages nodes) : NodeSignal(time, nodes, "recordings");
