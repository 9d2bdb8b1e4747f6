using Superfone.Dashboard.Storage;

namespace Superfone.Dashboard.Privacy;

/// <summary>Wakes the erasure service when something is requested.</summary>
public sealed class ErasureSignal(TimeProvider time) : WakeSignal(time);
