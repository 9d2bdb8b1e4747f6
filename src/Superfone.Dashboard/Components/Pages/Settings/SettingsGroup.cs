using MudBlazor;
using Superfone.Dashboard.Access.Permissions;

namespace Superfone.Dashboard.Components.Pages.Settings;

/// <summary>What the first page of settings leads to under one heading.</summary>
/// <param name="Name">The key of the resource with the heading.</param>
/// <param name="Sections">The pages, with their icons.</param>
public sealed record SettingsGroup(string Name, IReadOnlyList<(SettingsSection Section, string Icon)> Sections)
{
    /// <summary>All of them, in the order shown: all other pages of settings, and those that people look for there.</summary>
    public static IReadOnlyList<SettingsGroup> All { get; } =
    [
        new("Settings.Group.Start",
        [
            (new("/welcome", "Guide.Title", Permission.ManageSettings) { About = "Settings.Guide.Hint" }, Icons.Material.Outlined.Checklist),
            (new("/connect", "Common.ConnectSuperfone", Permission.ManageSettings), Icons.Material.Outlined.Sensors),
            (Of("/settings/business"), Icons.Material.Outlined.Storefront),
            (Of("/settings/hours"), Icons.Material.Outlined.Schedule),
        ]),
        new("Settings.Group.People",
        [
            (Of("/settings/users"), Icons.Material.Outlined.Group),
            (new("/staff", "Staff.Title", Permission.Read) { About = "Settings.Contents.Staff" }, Icons.Material.Outlined.Badge),
            (Of("/settings/access"), Icons.Material.Outlined.Lock),
            (Of("/settings/audit"), Icons.Material.Outlined.ReceiptLong),
            (new("/account", "Settings.Account.Title", Permission.Read) { About = "Settings.Contents.Account" }, Icons.Material.Outlined.Person),
        ]),
        new("Settings.Group.Calls",
        [
            (Of("/settings/calling"), Icons.Material.Outlined.Call),
            (Of("/settings/messages"), Icons.Material.Outlined.Chat),
            (Of("/settings/recordings"), Icons.Material.Outlined.Mic),
        ]),
        new("Settings.Group.Outside",
        [
            (Of("/settings/push"), Icons.Material.Outlined.Notifications),
            (Of("/settings/mail"), Icons.Material.Outlined.Mail),
            (Of("/destinations"), Icons.Material.Outlined.Send),
            (Of("/settings/tokens"), Icons.Material.Outlined.Key),
        ]),
        new("Settings.Group.System",
        [
            (Of("/settings/status"), Icons.Material.Outlined.MonitorHeart),
            (Of("/settings/backups"), Icons.Material.Outlined.Backup),
            (Of("/settings/privacy"), Icons.Material.Outlined.Shield),
            (new("/completeness", "Settings.Completeness.Title", Permission.Read) { About = "Settings.Contents.Completeness" }, Icons.Material.Outlined.FactCheck),
            (Of("/settings/about"), Icons.Material.Outlined.Info),
        ]),
    ];

    private static SettingsSection Of(string href) => SettingsSection.All.Single(section => section.Href == href);
}
