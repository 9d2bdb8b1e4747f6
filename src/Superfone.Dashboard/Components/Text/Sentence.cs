using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;

namespace Superfone.Dashboard.Components.Text;

/// <summary>Texts with links or other elements in them.</summary>
internal static partial class Sentence
{
    /// <summary>Puts elements in the placeholders of a text.</summary>
    /// <param name="text">A text with placeholders <c>{0}</c>, <c>{1}</c>, …: a resource read without arguments.</param>
    /// <param name="parts">The elements.</param>
    public static RenderFragment Of(string text, params RenderFragment[] parts) => builder =>
    {
        var at = 0;
        foreach (Match match in Placeholder().Matches(text))
        {
            builder.AddContent(0, text[at..match.Index]);
            builder.AddContent(1, parts[int.Parse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)]);
            at = match.Index + match.Length;
        }

        builder.AddContent(2, text[at..]);
    };

    [GeneratedRegex(@"\{(\d)\}")]
    private static partial Regex Placeholder();
}
