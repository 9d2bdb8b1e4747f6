using Superfone.Dashboard.Storage;

namespace Superfone.Dashboard.Recordings.Files;

/// <summary>Signals that there may be recordings to move, or that the S3 store has failed.</summary>
public sealed class MoveSignal(TimeProvider time) : WakeSignal(time);
