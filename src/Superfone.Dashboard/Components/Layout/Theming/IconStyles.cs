using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using MudBlazor;

namespace Superfone.Dashboard.Components.Layout.Theming;

/// <summary>
/// The icons of rows and of the shell, each a mask that a class applies to an empty element: <c>&lt;i class="icon icon-call"&gt;</c>. A
/// component per icon would be held in memory for every row of every open page.
/// </summary>
public sealed class IconStyles : ComponentBase
{
    private static readonly (string Name, string Icon)[] Named =
    [
        ("answered", Icons.Material.Outlined.CheckCircle),
        ("missed", Icons.Material.Outlined.PhoneMissed),
        ("busy", Icons.Material.Outlined.PhonePaused),
        ("ivr", Icons.Material.Outlined.Dialpad),
        ("failed", Icons.Material.Outlined.ErrorOutline),
        ("blocked", Icons.Material.Outlined.Block),
        ("inprogress", Icons.Material.Outlined.RingVolume),
        ("other", Icons.Material.Outlined.Info),
        ("inbound", Icons.Material.Outlined.CallReceived),
        ("outbound", Icons.Material.Outlined.CallMade),
        ("call", Icons.Material.Outlined.Call),
        ("chat", Icons.Material.Outlined.Chat),
        ("play", Icons.Material.Filled.PlayArrow),
        ("pause", Icons.Material.Filled.Pause),
        ("summary", Icons.Material.Outlined.AutoAwesome),
        ("copying", Icons.Material.Outlined.HourglassEmpty),
        ("retrying", Icons.Material.Outlined.SyncProblem),
        ("lost", Icons.Material.Outlined.MicOff),
        ("alerts-off", Icons.Material.Outlined.NotificationsNone),
        ("alerts-on", Icons.Material.Filled.NotificationsActive),
        ("up", Icons.Material.Outlined.ArrowUpward),
        ("filter", Icons.Material.Outlined.FilterAlt),
        ("link", Icons.Material.Outlined.Link),
        ("search", Icons.Material.Outlined.Search),
        ("person", Icons.Material.Outlined.Person),
        ("notes", Icons.Material.Outlined.Notes),
        ("more", Icons.Material.Outlined.MoreHoriz),
        ("menu", Icons.Material.Outlined.MoreVert),
        ("wall", Icons.Material.Outlined.Tv),
        ("keyboard", Icons.Material.Outlined.Keyboard),
        ("logout", Icons.Material.Outlined.Logout),
        ("device", Icons.Material.Outlined.Contrast),
        ("light", Icons.Material.Outlined.LightMode),
        ("dark", Icons.Material.Outlined.DarkMode),
        ("demo", Icons.Material.Outlined.Theaters),
        ("sample", Icons.Material.Outlined.Science),
    ];

    private static readonly string Style =
        $"<style>{string.Concat(Named.Concat(NavItem.All.Select(item => ($"go-{item.Key}", item.Icon))).Select(icon => RuleOf(icon.Item1, icon.Item2)))}</style>";

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddMarkupContent(0, Style);

    private static string RuleOf(string name, string icon)
    {
        var image = $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">{icon}</svg>""";
        return $$""".icon-{{name}}{--icon:url("data:image/svg+xml,{{Uri.EscapeDataString(image)}}")}""";
    }
}
