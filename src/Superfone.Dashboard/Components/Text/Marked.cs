using Superfone.Dashboard.ReadModels.Search;

namespace Superfone.Dashboard.Components.Text;

/// <summary>A text in pieces, some of which are what somebody searched.</summary>
public static class Marked
{
    private const int Before = 32;

    // Two letters inside a word are met everywhere and say nothing.
    private const int ShortestInside = 3;

    /// <summary>The text in pieces.</summary>
    /// <param name="text">The text.</param>
    /// <param name="terms">What was searched, as it was typed.</param>
    public static IEnumerable<(string Text, bool IsFound)> Pieces(string text, IReadOnlyList<string> terms)
    {
        var at = 0;
        while (Next(text, at, terms) is var (start, length))
        {
            if (start > at)
                yield return (text[at..start], false);
            yield return (text.Substring(start, length), true);
            at = start + length;
        }

        if (at < text.Length)
            yield return (text[at..], false);
    }

    /// <summary>The text from a little before the first thing that was searched.</summary>
    /// <param name="text">The text.</param>
    /// <param name="terms">What was searched, as it was typed.</param>
    public static string Excerpt(string text, IReadOnlyList<string> terms)
    {
        if (Next(text, 0, terms) is not ( > Before and var start, _))
            return text;
        var word = text.LastIndexOf(' ', start - Before);
        return $"… {text[(word + 1)..]}";
    }

    private static (int Start, int Length)? Next(string text, int from, IReadOnlyList<string> terms) => terms
        .Where(term => term.Length > 0) // Nothing stands everywhere.
        .Select(term => (Start: Find(text, from, term), term.Length))
        .Where(found => found.Start >= 0)
        .OrderBy(found => found.Start).ThenByDescending(found => found.Length)
        .Select(found => ((int, int)?)found)
        .FirstOrDefault();

    private static int Find(string text, int from, string term)
    {
        for (var at = from; (at = text.IndexOf(term, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            if (term.Length >= ShortestInside || WordSearch.MayBeginAt(text, at))
                return at;
        }

        return -1;
    }
}
