using Superfone.Dashboard.Storage;

namespace Superfone.Dashboard.Notifications.Alerts;

/// <summary>Signals that somebody is to be told of something by mail.</summary>
public sealed class MailAlertSignal(TimeProvider time) : WakeSignal(time);
