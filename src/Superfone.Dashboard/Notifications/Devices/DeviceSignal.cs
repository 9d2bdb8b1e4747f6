using Superfone.Dashboard.Storage;

namespace Superfone.Dashboard.Notifications.Devices;

/// <summary>Signals that a device was added or removed.</summary>
public sealed class DeviceSignal(TimeProvider time) : WakeSignal(time);
