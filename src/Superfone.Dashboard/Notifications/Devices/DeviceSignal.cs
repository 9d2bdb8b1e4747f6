using Superfone.Dashboard.Storage.Nodes;

namespace Superfone.Dashboard.Notifications.Devices;

/// <summary>Signals that a device was added or removed.</summary>
public sealed class DeviceSignal(TimeProvider time, INodeMessages nodes) : NodeSignal(time, nodes, "devices");
