using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.Localization.Cultures;
using Superfone.Dashboard.Notifications.Alerts;
using Superfone.Dashboard.Notifications.Devices;
using Superfone.Dashboard.Notifications.Digests;

namespace Superfone.Dashboard.Notifications.Mail;

/// <summary>Adds what is sent by mail. Nothing leaves this machine unless a server is set up.</summary>
internal static class MailStage
{
    /// <summary>Adds mails.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddSingleton<MailState>();
        services.AddSingleton<MailMetrics>();
        services.AddSingleton<MailClient>();
        services.AddSingleton(provider => new TestMail(
            provider.GetRequiredService<MailClient>(), provider.GetRequiredService<PublicAddress>(), provider.GetRequiredService<Display>()));
        services.AddSingleton(provider => new LinkMail(
            provider.GetRequiredService<MailClient>(), provider.GetRequiredService<UserDirectory>(), provider.GetRequiredService<UserLanguages>(), provider.GetRequiredService<Languages>(),
            provider.GetRequiredService<Display>(), provider.GetRequiredService<ILogger<LinkMail>>()));
        services.AddSingleton<OwnMail>();
        services.AddSingleton<MailAlertSignal>();
        services.AddSingleton<AlertWriter>();
        services.AddSingleton<MailAlerts>();
        services.AddSingleton<DigestSignal>();
        services.AddSingleton<DigestSchedule>();
        services.AddSingleton<DigestRecipients>();
        services.AddSingleton<DigestWriter>();
        services.AddSingleton<Unsubscription>();
        return services;
    }
}
