namespace Superfone.Events;

/// <summary>The wire names of the documented events.</summary>
public static class EventNames
{
    private static readonly Dictionary<string, EventKind> ByName =
        EventRegistry.All.ToDictionary(definition => definition.Name, definition => definition.Kind, StringComparer.Ordinal);

    /// <summary>All names, in the order of the payload reference.</summary>
    public static IReadOnlyList<string> All { get; } = [.. EventRegistry.All.Select(definition => definition.Name)];

    /// <summary>The wire name of an event, such as <c>ALL_CALLS</c>.</summary>
    public static string Of(EventKind kind) => EventRegistry.Of(kind).Name;

    /// <summary>Finds the event with a wire name.</summary>
    /// <returns><see langword="false"/> if no documented event has this name.</returns>
    public static bool TryParse(string? name, out EventKind kind)
    {
        kind = default;
        return name is not null && ByName.TryGetValue(name, out kind);
    }

    /// <summary>Finds the event with a wire name; <see langword="null"/> if no documented event has it.</summary>
    public static EventKind? Find(string? name) => TryParse(name, out var kind) ? kind : null;
}
