using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.Search;
using Superfone.Dashboard.ReadModels.Summaries;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Events;

namespace Superfone.Dashboard.ReadModels.Insights;

/// <summary>Finds the sentences of transcripts from which insights come.</summary>
internal static class SaidInsights
{
    private const int ShortestWord = 4;

    // Words of which nearly every sentence has some.
    private static readonly HashSet<string> Common = new(StringComparer.OrdinalIgnoreCase)
    {
        "about", "after", "agent", "asked", "asks", "before", "call", "customer", "customers", "from", "have", "more", "than", "that", "their", "there",
        "they", "this", "wants", "will", "with", "would",
    };

    /// <summary>The same calls, each with the sentence that has most words of its insights.</summary>
    public static async Task<IReadOnlyList<InsightItem>> FindAsync(ReadModelContext readModel, IReadOnlyList<InsightItem> items, CancellationToken cancellation)
    {
        var transcripts = await CallTranscripts.OfAsync(readModel, items.Select(item => item.Call), cancellation);
        return [.. items.Select(item => item with { Said = Find(item, transcripts.GetValueOrDefault(item.Call.CdrId, [])) })];
    }

    /// <summary>The words by which the sentences of a value are found.</summary>
    public static string WordsOf(string value)
    {
        var words = Tokenizer.Cut(value).Select(word => value.Substring(word.Start, word.Length)).ToList();
        var telling = words.Where(word => word.Length >= ShortestWord && !Common.Contains(word)).ToList();
        return string.Join(' ', telling.Count > 0 ? telling : words);
    }

    private static SpokenTurn? Find(InsightItem item, IReadOnlyList<TranscriptTurn> transcript)
    {
        var words = new WordSearch(string.Join(' ', item.Insights.Select(insight => WordsOf(insight.Value ?? ""))));
        if (words.IsEmpty)
            return null;
        var best = Conversation.Of(transcript, item.Call.DurationSeconds).Turns.Select(turn => (Turn: turn, Found: words.Find(turn.Text)))
            .Where(turn => turn.Found.Terms > 0).OrderByDescending(turn => turn.Found.Terms).FirstOrDefault();
        return best.Turn is null ? null : new SpokenTurn(best.Turn.Speaker, best.Turn.Text, (int?)best.Turn.Start, best.Found.Spans);
    }
}
