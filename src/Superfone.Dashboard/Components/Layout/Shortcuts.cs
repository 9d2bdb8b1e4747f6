namespace Superfone.Dashboard.Components.Layout;

/// <summary>All keyboard shortcuts, for the list that <c>?</c> opens. They are inactive while the user types.</summary>
public static class Shortcuts
{
    /// <summary>The shortcuts by scope; the scope is the key of a resource.</summary>
    public static IReadOnlyList<(string Where, IReadOnlyList<Shortcut> Keys)> All { get; } =
    [
        ("Shortcuts.Everywhere",
        [
            new("/", "Shortcuts.Search"),
            new("Ctrl K", "Shortcuts.SearchWhileTyping"),
            new("?", "Shortcuts.List"),
            new("Esc", "Shortcuts.Close"),
        ]),
        ("Shortcuts.GoTo", [.. NavItem.All.Select(item => new Shortcut($"g {item.Key}", item.Name))]),
        ("Shortcuts.LivePage", [new("p", "Shortcuts.PauseLive")]),
        ("Shortcuts.CallList",
        [
            new("j k", "Shortcuts.NextOrPrevious"),
            new("Enter", "Shortcuts.OpenCall"),
            new("f", "Shortcuts.NextValue"),
            new("x", "Shortcuts.CloseCall"),
        ]),
        ("Shortcuts.WhilePlaying",
        [
            new("Space", "Shortcuts.PlayOrPause"),
            new("← →", "Shortcuts.Skip"),
            new(", .", "Shortcuts.Speed"),
        ]),
    ];
}

/// <summary>A key, or a sequence of keys.</summary>
/// <param name="Keys">The keys, with spaces between them.</param>
/// <param name="Does">The key of the resource that describes the action.</param>
public sealed record Shortcut(string Keys, string Does);
