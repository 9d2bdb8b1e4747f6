using Superfone.Events;

namespace Superfone.Dashboard.Domain.Calls;

/// <summary>A key that a caller pressed in a menu.</summary>
/// <param name="Menu">The text of the menu; empty if it is not known.</param>
/// <param name="Pressed">The key that was pressed; empty for none.</param>
public sealed record IvrKey(string Menu, string Pressed)
{
    private const char Separator = '|';

    // Enough to identify a menu.
    private const int LongestMenu = 200;

    /// <summary>The keys that the caller pressed, each menu and key once.</summary>
    public static IEnumerable<IvrKey> Of(Call call) => call.IvrInputs.Select(Of).Distinct();

    /// <summary>Parses the result of <see cref="ToString"/>.</summary>
    public static IvrKey Parse(string text) => text.LastIndexOf(Separator) is >= 0 and var end
        ? new IvrKey(text[..end], text[(end + 1)..])
        : new IvrKey(text, "");

    /// <summary>The menu and the key as one text.</summary>
    public override string ToString() => $"{Menu}{Separator}{Pressed}";

    private static IvrKey Of(IvrInput input)
    {
        var menu = string.IsNullOrWhiteSpace(input.GreetingText) ? OneLine(input.PlaybackText) : OneLine(input.GreetingText);
        return new IvrKey(Texts.Shorten(menu, LongestMenu, ending: ""), OneLine(input.UserPressedKey));
    }

    private static string OneLine(string? text) => string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
