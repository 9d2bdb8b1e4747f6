namespace Superfone.Dashboard.Components.Player;

/// <summary>The player's keys, for the list of all shortcuts. They rest while somebody types.</summary>
public static class PlayerShortcuts
{
    /// <summary>Each key with what it does.</summary>
    public static IReadOnlyList<(string Keys, string Does)> All { get; } =
    [
        ("Space", "Play or pause the recording"),
        ("← →", "10 seconds back or forward"),
        (", .", "Slower or faster"),
    ];
}
