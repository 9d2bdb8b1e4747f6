using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Summaries;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Events;

namespace Superfone.Dashboard.ReadModels.Search;

/// <summary>Reads the sentences of calls that contain the words of a search.</summary>
public sealed partial class ExcerptQueries(IDbContextFactory<ReadModelContext> contexts)
{
    // A sentence without an end begins a little before the first word.
    private const int Before = 32;

    /// <summary>For each call in whose summary, insights or transcript a word occurs, the first sentence with the most words.</summary>
    /// <param name="calls">The calls.</param>
    /// <param name="words">The words.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <returns>The sentences by call.</returns>
    public async Task<IReadOnlyDictionary<long, Excerpt>> OfAsync(IReadOnlyCollection<CallItem> calls, WordSearch words, CancellationToken cancellation = default)
    {
        if (words.IsEmpty || !calls.Any(call => call.Summary is not null))
            return new Dictionary<long, Excerpt>();
        await using var readModel = await contexts.CreateDbContextAsync(cancellation);
        return await OfAsync(readModel, calls, words, cancellation);
    }

    /// <summary>The same, with a context that is already open.</summary>
    internal static async Task<IReadOnlyDictionary<long, Excerpt>> OfAsync(
        ReadModelContext readModel, IReadOnlyCollection<CallItem> calls, WordSearch words, CancellationToken cancellation)
    {
        var transcripts = await CallTranscripts.OfAsync(readModel, calls, cancellation);
        Dictionary<long, Excerpt> found = [];
        foreach (var call in calls)
        {
            if (call.Summary is { } summary && Best(summary, transcripts.GetValueOrDefault(call.CdrId, []), words) is { } excerpt)
                found[call.CdrId] = excerpt;
        }

        return found;
    }

    /// <summary>The sentences of a text.</summary>
    internal static IEnumerable<string> Sentences(string? text) =>
        SentenceEnd().Split(text ?? "").Where(sentence => !string.IsNullOrWhiteSpace(sentence));

    /// <summary>A text from a little before the first of some words.</summary>
    internal static string From(string text, WordSearch words)
    {
        if (words.Find(text).Spans is not [{ Start: > Before and var start }, ..])
            return text;
        var word = text.LastIndexOf(' ', start - Before);
        return word < 0 ? text : $"… {text[(word + 1)..]}";
    }

    private static Excerpt? Best(CallSummary summary, IReadOnlyList<TranscriptTurn> transcript, WordSearch words)
    {
        var pieces = Sentences(summary.Text)
            .Concat(summary.Insights.Select(insight => string.IsNullOrWhiteSpace(insight.Title) ? insight.Value ?? "" : $"{insight.Title}: {insight.Value}"))
            .Select(text => (Text: text, Second: (int?)null))
            .Concat(transcript.SelectMany(turn => Sentences(turn.Text).Select(text => (Text: text, Second: (int?)turn.Start))));
        var best = pieces.Select(piece => (Piece: piece, words.Find(piece.Text).Terms)).MaxBy(found => found.Terms);
        return best.Terms > 0 ? new Excerpt(From(best.Piece.Text, words), best.Piece.Second) : null;
    }

    [GeneratedRegex(@"(?<=[.!?।॥])\s+|\s*\n\s*")]
    private static partial Regex SentenceEnd();
}

/// <summary>A sentence of a call that contains the words of a search.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="Second">When it was said, in seconds from the beginning of the call; <see langword="null"/> if it is from the summary or the insights, or has no time.</param>
public sealed record Excerpt(string Text, int? Second);
