using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.ReadModels.Calls;

/// <summary>Reads who has heard which recording, and which are still to be heard.</summary>
public sealed class ListenQueries(IDbContextFactory<PrimaryContext> primaries, CallQueries calls)
{
    private const int LargestPiece = 5000;

    /// <summary>Who has heard a call's recording, first the first.</summary>
    public async Task<IReadOnlyList<ListenItem>> OfCallAsync(long cdrId, CancellationToken cancellation = default)
    {
        await using var primary = await primaries.CreateDbContextAsync(cancellation);
        var rows = await primary.Listens.AsNoTracking().Where(listen => listen.CdrId == cdrId).ToListAsync(cancellation);
        return [.. rows.OrderBy(listen => listen.HeardUtc).Select(listen => new ListenItem(listen.HeardBy, listen.HeardUtc))];
    }

    /// <summary>Lists calls whose recording is stored and unheard, newest first.</summary>
    /// <param name="filter">The filter of calls.</param>
    /// <param name="heardBy">Whose ears count; <see langword="null"/> for anybody's.</param>
    /// <param name="cursor">Where to begin: the <see cref="Page{T}.NextCursor"/> of the previous page.</param>
    /// <param name="limit">The most items, 1 to <see cref="PageSize.Max"/>.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <exception cref="CursorFormatException">The cursor is not one of this list.</exception>
    public async Task<Page<CallItem>> ListUnheardAsync(
        CallFilter filter, string? heardBy, string? cursor = null, int limit = PageSize.Default, CancellationToken cancellation = default)
    {
        var before = Cursor.Read(ListKind.Unheard, cursor)?[0] ?? long.MaxValue;
        await using var primary = await primaries.CreateDbContextAsync(cancellation);

        // Nobody may have stored any of very many, or everything be heard: places are looked at, and only what is shown is loaded.
        List<CallPosition> unheard = [];
        for (var size = PageSize.Max; unheard.Count <= limit; size = Math.Min(size * 5, LargestPiece))
        {
            var recorded = await calls.PositionsAsync(filter with { HasRecording = true }, before, size, cancellation);
            var ids = recorded.ConvertAll(call => call.CdrId);
            var waiting = (await primary.Recordings
                .Where(recording => EF.Parameter(ids).Contains(recording.CdrId) && recording.Status == RecordingStatus.Stored)
                .Where(recording => !primary.Listens.Any(listen => listen.CdrId == recording.CdrId && (heardBy == null || listen.HeardBy == heardBy)))
                .Select(recording => recording.CdrId).ToListAsync(cancellation)).ToHashSet();
            unheard.AddRange(recorded.Where(call => waiting.Contains(call.CdrId)));
            if (recorded.Count < size)
                break;
            before = recorded[^1].SortKey;
        }

        var page = Cursor.Cut(ListKind.Unheard, unheard, limit, call => call.SortKey);
        var items = await calls.ByIdsAsync([.. page.Items.Select(call => call.CdrId)], cancellation);
        return new Page<CallItem>([.. items.OrderByDescending(call => call.SortKey)], page.NextCursor);
    }
}
