using Superfone.Dashboard.Storage;

namespace Superfone.Dashboard.Notifications.Digests;

/// <summary>Signals that a digest may be due.</summary>
public sealed class DigestSignal(TimeProvider time) : WakeSignal(time);
