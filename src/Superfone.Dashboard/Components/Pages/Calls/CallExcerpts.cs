using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Search;

namespace Superfone.Dashboard.Components.Pages.Calls;

/// <summary>The sentences of a list's calls that contain the words of its search.</summary>
internal sealed class CallExcerpts(ExcerptQueries queries, WordSearch words)
{
    private readonly Dictionary<long, Excerpt> _byCall = [];

    /// <summary>The words.</summary>
    public WordSearch Words => words;

    /// <summary>The sentence of a call; <see langword="null"/> if none has the words.</summary>
    public Excerpt? this[long cdrId] => _byCall.GetValueOrDefault(cdrId);

    /// <summary>Reads the sentences of new or changed calls.</summary>
    public async Task ReadAsync(IReadOnlyCollection<CallItem> calls, CancellationToken cancellation)
    {
        var read = await queries.OfAsync(calls, words, cancellation);
        foreach (var cdrId in calls.Select(call => call.CdrId))
        {
            if (read.TryGetValue(cdrId, out var excerpt))
                _byCall[cdrId] = excerpt;
            else
                _byCall.Remove(cdrId);
        }
    }
}
