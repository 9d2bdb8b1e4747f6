namespace Superfone.Dashboard.Components.Pages.Calls.Detail;

/// <summary>What a search inside a transcript finds.</summary>
/// <param name="query">What was typed; the case of letters does not matter.</param>
public sealed class TranscriptSearch(string query)
{
    private readonly string _query = query.Trim();

    /// <summary>A text cut at the matches; the matches are those with a number.</summary>
    /// <param name="text">The text.</param>
    /// <param name="found">Counts matches, over all texts that are cut.</param>
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
/// <param name="Text">What it says.</param>
/// <param name="Match">Which match it is, from 0; <see langword="null"/> where it is none.</param>
public sealed record TranscriptPiece(string Text, int? Match);
