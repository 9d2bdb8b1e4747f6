using Superfone.Dashboard.ReadModels.Search;

namespace Superfone.Dashboard.Components.Pages.Calls.Detail;

/// <summary>A piece of a turn of the transcript.</summary>
/// <param name="Text">The text.</param>
/// <param name="Match">The number of the match that it is, from 0; <see langword="null"/> between matches.</param>
public sealed record TranscriptPiece(string Text, int? Match)
{
    /// <summary>Cuts a text at the words of a search.</summary>
    /// <param name="text">The text.</param>
    /// <param name="words">The words.</param>
    /// <param name="found">Counts matches, over all texts that are cut.</param>
    public static IReadOnlyList<TranscriptPiece> Cut(string text, WordSearch words, ref int found)
    {
        List<TranscriptPiece> pieces = [];
        var from = 0;
        foreach (var (start, length) in words.Find(text).Spans)
        {
            if (start > from)
                pieces.Add(new TranscriptPiece(text[from..start], null));
            pieces.Add(new TranscriptPiece(text.Substring(start, length), found++));
            from = start + length;
        }

        if (from < text.Length)
            pieces.Add(new TranscriptPiece(text[from..], null));
        return pieces;
    }
}
