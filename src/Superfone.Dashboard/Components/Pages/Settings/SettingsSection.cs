using Superfone.Dashboard.Access.Permissions;

namespace Superfone.Dashboard.Components.Pages.Settings;

/// <summary>A page of settings.</summary>
/// <param name="Href">Its path.</param>
/// <param name="Name">The key of the resource with its name.</param>
/// <param name="Permission">Who may open it.</param>
public sealed record SettingsSection(string Href, string Name, Permission Permission)
{
    /// <summary>The key of the resource with what it is for.</summary>
    public string About { get; init; } = $"Settings.Contents.{Name.Split('.')[^1]}";

    /// <summary>All of them, in the order shown.</summary>
    public static IReadOnlyList<SettingsSection> All { get; } =
    [
        new("/settings", "Settings.General", Permission.Read),
        new("/settings/business", "Settings.Business", Permission.ManageSettings),
        new("/settings/users", "Settings.Users", Permission.ManageUsers),
        new("/settings/tokens", "Settings.Tokens", Permission.ManageUsers),
        new("/destinations", "Settings.Destinations", Permission.ManageSettings),
        new("/settings/access", "Settings.Access", Permission.ManageSettings),
        new("/settings/hours", "Settings.Hours", Permission.ManageSettings),
        new("/settings/calling", "Settings.Calling", Permission.ManageSettings),
        new("/settings/messages", "Settings.Messages", Permission.ManageTemplates),
        new("/settings/recordings", "Settings.Recordings", Permission.ManageSettings),
        new("/settings/push", "Settings.Push", Permission.ManageSettings),
        new("/settings/privacy", "Settings.Privacy", Permission.ManageSettings),
        new("/settings/mail", "Settings.Mail", Permission.ManageSettings),
        new("/settings/backups", "Settings.Backups", Permission.ManageSettings),
        new("/settings/status", "Settings.Status", Permission.ManageSettings),
        new("/settings/audit", "Settings.Audit", Permission.ManageUsers),
        new("/settings/about", "Settings.About", Permission.ManageSettings),
    ];

    /// <summary>What the first page of settings leads to, in the order shown: all other pages of settings, and those that people look for there.</summary>
    public static IReadOnlyList<SettingsSection> Contents { get; } =
    [
        new("/welcome", "Guide.Title", Permission.ManageSettings) { About = "Settings.Guide.Hint" },
        new("/connect", "Common.ConnectSuperfone", Permission.ManageSettings),
        .. All.Skip(1),
        new("/staff", "Staff.Title", Permission.Read) { About = "Settings.Contents.Staff" },
        new("/completeness", "Settings.Completeness.Title", Permission.Read) { About = "Settings.Contents.Completeness" },
        new("/account", "Settings.Account.Title", Permission.Read) { About = "Settings.Contents.Account" },
    ];
}
