using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;

namespace Superfone.Dashboard.Components.Text;

/// <summary>
/// HTML without interactive content. A page holds it as one frame, while elements in its own markup cost it a frame each, and one more for
/// each of their attributes.
/// </summary>
internal static class Markup
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Fills values into HTML. They are encoded as text, except those that are markup.</summary>
    public static MarkupString Of(FormattableString html) =>
        new(string.Format(CultureInfo.InvariantCulture, html.Format, [.. html.GetArguments().Select(Encoded)]));

    /// <summary>Concatenates several pieces.</summary>
    public static MarkupString Join(IEnumerable<MarkupString> parts) => new(string.Concat(parts));

    private static object Encoded(object? value) => value switch
    {
        null => "",
        MarkupString markup => markup,
        _ => Encoder.Encode(Convert.ToString(value, CultureInfo.InvariantCulture)!),
    };
}
