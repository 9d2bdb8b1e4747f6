using MudBlazor;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Permissions;

namespace Superfone.Dashboard.Components.Layout;

/// <summary>A page in the navigation.</summary>
/// <param name="Href">Its path.</param>
/// <param name="Name">The key of the resource with its name.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="Key">The letter that opens it after <c>g</c>.</param>
public sealed record NavItem(string Href, string Name, string Icon, char Key)
{
    /// <summary>Whether it is in the bar on a phone; the others are under More.</summary>
    public bool IsInBar { get; init; }

    /// <summary>Whether it can be filtered by one Superfone number, with <c>account=</c> in its address.</summary>
    public bool KnowsAccount { get; init; }

    /// <summary>Who may open it.</summary>
    public Permission Permission { get; init; } = Permission.Read;

    /// <summary>The paths of pages that are reached from it and not in the navigation themselves.</summary>
    public IReadOnlyList<string> Under { get; init; } = [];

    /// <summary>All items, in the order of use.</summary>
    public static IReadOnlyList<NavItem> All { get; } =
    [
        new("/", "NavItem.Live", Icons.Material.Outlined.Sensors, 'l') { IsInBar = true, KnowsAccount = true },
        new("/calls", "NavItem.Calls", Icons.Material.Outlined.Call, 'c') { IsInBar = true, KnowsAccount = true, Under = ["/listen"] },
        new("/follow-ups", "NavItem.FollowUps", Icons.Material.Outlined.PhoneCallback, 'f') { IsInBar = true, KnowsAccount = true },
        new("/contacts", "NavItem.Contacts", Icons.Material.Outlined.People, 'p') { Under = ["/numbers"] },
        new("/tasks", "NavItem.Tasks", Icons.Material.Outlined.TaskAlt, 't'),
        new("/insights", "NavItem.Insights", Icons.Material.Outlined.Lightbulb, 'i') { KnowsAccount = true, Under = ["/summaries"] },
        new("/analytics", "NavItem.Analytics", Icons.Material.Outlined.BarChart, 'a') { KnowsAccount = true, Permission = Permission.SeeAnalytics },
        new("/agents", "NavItem.Agents", Icons.Material.Outlined.SupportAgent, 'g') { Permission = Permission.SeeAnalytics },
        new("/digest", "NavItem.Digest", Icons.Material.Outlined.Summarize, 'y') { Permission = Permission.SeeAnalytics },
        new("/deliveries", "NavItem.Deliveries", Icons.Material.Outlined.Inbox, 'd') { KnowsAccount = true, Permission = Permission.SeeDeliveries },
        new("/settings", "NavItem.Settings", Icons.Material.Outlined.Settings, 's') { Under = ["/welcome", "/connect", "/completeness", "/staff", "/destinations"] },
    ];

    /// <summary>The items that somebody may open.</summary>
    public static IEnumerable<NavItem> Of(Actor actor) => All.Where(item => actor.May(item.Permission));

    /// <summary>Whether an address belongs to the item.</summary>
    /// <param name="path">The address's path.</param>
    public bool Holds(string path) => Href == "/" ? path == Href : Under.Prepend(Href).Any(page => IsWithin(path, page));

    private static bool IsWithin(string path, string page) =>
        path.StartsWith(page, StringComparison.Ordinal) && (path.Length == page.Length || path[page.Length] == '/');
}
