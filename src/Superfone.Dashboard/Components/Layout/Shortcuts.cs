namespace Superfone.Dashboard.Components.Layout;

/// <summary>All keys that do something, for the list that <c>?</c> opens. They rest while somebody types.</summary>
public static class Shortcuts
{
    /// <summary>The keys by where they work.</summary>
    public static IReadOnlyList<(string Where, IReadOnlyList<Shortcut> Keys)> All { get; } =
    [
        ("Everywhere",
        [
            new("/", "Search"),
            new("Ctrl K", "Search, also while you type"),
            new("?", "This list"),
            new("Esc", "Close what is open"),
        ]),
        ("Go to", [.. NavItem.All.Select(place => new Shortcut($"g {place.Key}", place.Name))]),
        ("Live page", [new("p", "Pause, or go on")]),
        ("While a recording plays",
        [
            new("Space", "Play or pause"),
            new("← →", "10 seconds back or forward"),
            new(", .", "Slower or faster"),
        ]),
    ];
}

/// <summary>A key, or several one after the other.</summary>
/// <param name="Keys">The keys, with spaces between them.</param>
/// <param name="Does">What they do.</param>
public sealed record Shortcut(string Keys, string Does);
