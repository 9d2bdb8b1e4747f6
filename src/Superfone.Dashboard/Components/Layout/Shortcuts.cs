namespace Superfone.Dashboard.Components.Layout;

/// <summary>All keys that do something, for the list that <c>?</c> opens. They rest while somebody types.</summary>
public static class Shortcuts
{
    /// <summary>The keys by where they work: a resource says where.</summary>
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

/// <summary>A key, or several one after the other.</summary>
/// <param name="Keys">The keys, with spaces between them.</param>
/// <param name="Does">The resource that says what they do.</param>
public sealed record Shortcut(string Keys, string Does);
