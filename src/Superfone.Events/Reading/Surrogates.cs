using System.Text;
using System.Text.RegularExpressions;

namespace Superfone.Events.Reading;

/// <summary>
/// Replaces lone surrogates. A sender that cuts a text in the middle of an emoji writes <c>\ud83d</c> without its other half: valid JSON by
/// its grammar, but readers reject the text. An event must not be lost because of it.
/// </summary>
internal static partial class Surrogates
{
    /// <summary>Whether JSON contains any escaped surrogate; most does not.</summary>
    public static bool MayBeIn(ReadOnlyMemory<byte> json) => json.Span.IndexOf("\\ud"u8) >= 0 || json.Span.IndexOf("\\uD"u8) >= 0;

    /// <summary>The same JSON with every lone surrogate replaced by <c>\ufffd</c>; the same memory if there are none.</summary>
    public static ReadOnlyMemory<byte> Replace(ReadOnlyMemory<byte> json)
    {
        if (!MayBeIn(json))
            return json;
        var text = Encoding.UTF8.GetString(json.Span);
        return Encoding.UTF8.GetBytes(Escape().Replace(text, escape => escape.Groups["half"].Success ? "\\ufffd" : escape.Value));
    }

    // Every escape is matched, so that the second backslash of \\ does not begin another.
    [GeneratedRegex("""\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)""")]
    private static partial Regex Escape();
}
