namespace Superfone.Dashboard.Components.Pages.Calls.Detail;

/// <summary>Finds text inside a transcript.</summary>
/// <param name="query">The text to find, in any case.</param>
public sealed class TranscriptSearch(string query)
{
    private readonly string _query = query.Trim();

    /// <summary>Splits a text at the matches; the matches are the pieces with a number.</summary>
    /// <param name="text">The text.</param>
    /// <param name="found">Counts matches across all texts.</param>
    public IReadOnlyList<TranscriptPiece> Cut(string text, ref int found)
    {
        if (_query.Length == 0)
            return [new TranscriptPiece(text, null)];
        List<TranscriptPiece> pieces = [];
        var from = 0;
        for (int at; (at = text.IndexOf(_query, from, StringComparison.OrdinalIgnoreCase)) >= 0; from = at + _query.Length)
        {
            if (at > from)
                pieces.Add(new TranscriptPiece(text[from..at], null));
            pieces.Add(new TranscriptPiece(text.Substring(at, _query.Length), found++));
        }

        if (from < text.Length)
            pieces.Add(new TranscriptPiece(text[from..], null));
        return pieces;
    }
}

/// <summary>A piece of a text.</summary>
/// <param name="Text">The text.</param>
/// <param name="Match">The number of the match, from 0; <see langword="null"/> if it is not a match.</param>
public sealed record TranscriptPiece(string Text, int? Match);
