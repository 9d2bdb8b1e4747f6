using Superfone.Dashboard.Storage.Nodes;

namespace Superfone.Dashboard.Recordings.Files;

/// <summary>Signals that there may be recordings to move, or that the S3 store has failed.</summary>
public sealed class MoveSignal(TimeProvider time, INodeMessages nodes) : NodeSignal(time, nodes, "moves");
