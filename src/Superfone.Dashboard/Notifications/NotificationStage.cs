using Superfone.Dashboard.Localization;
using Superfone.Dashboard.Notifications.Alerts;
using Superfone.Dashboard.Notifications.Devices;
using Superfone.Dashboard.Notifications.Digests;
using Superfone.Dashboard.Notifications.Mail;
using Superfone.Dashboard.Notifications.Sending;
using Superfone.Dashboard.Notifications.Watching;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Storage.Primary.Push;

namespace Superfone.Dashboard.Notifications;

/// <summary>Adds notifications on people's devices, also while no page is open. Nothing leaves this machine unless somebody turned them on.</summary>
public static class NotificationStage
{
    /// <summary>Adds the stage.</summary>
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddSingleton<VapidKeys>();
        services.AddSingleton<DeviceSignal>();
        services.AddSingleton<OwnDevices>();
        PushClient.AddTo(services);
        services.AddSingleton<PushClient>();
        services.AddSingleton<PushMetrics>();
        services.AddTransient<PushSender>();
        services.AddSingleton(provider => new DeviceTest(
            provider.GetRequiredService<PushTable>(), provider.GetRequiredService<PushSender>(), provider.GetRequiredService<Display>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Audience>();
        services.AddSingleton<INotificationSource, MissedCalls>();
        services.AddSingleton<INotificationSource, LateCallBacks>();
        services.AddSingleton<INotificationSource, FailedDeliveries>();
        services.AddSingleton<INotificationSource, DueTasks>();
        services.AddSingleton<INotificationSource, SearchHits>();
        services.AddLastingAlerts();
        services.AddScoped<NotificationDispatcher>();
        services.AddMail();

        // What waits to be mailed is in the memory of the node that found it.
        services.AddOnOneNode(NodeWork.Notifications, typeof(MailAlertService), typeof(DigestService), typeof(NotificationService));
        return services;
    }
}
