using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.ReadModels.Calls;

/// <summary>Reads which recordings each user has heard, and which are still to be heard.</summary>
public sealed class ListenQueries(IDbContextFactory<PrimaryContext> primaries, CallQueries calls)
{
    private const int LargestPiece = 5000;

    /// <summary>The users who have heard a call's recording, in order of the first time; none for a call that the reader may not see.</summary>
    public async Task<IReadOnlyList<ListenItem>> OfCallAsync(Visibility visibility, long cdrId, CancellationToken cancellation = default)
    {
        if (visibility.LimitsRows && (await calls.ByIdsAsync(visibility, [cdrId], cancellation)).Count == 0)
            return [];
        await using var primary = await primaries.CreateDbContextAsync(cancellation);
        var rows = await primary.Listens.AsNoTracking().Where(listen => listen.CdrId == cdrId).ToListAsync(cancellation);
        return [.. rows.OrderBy(listen => listen.HeardUtc).Select(listen => new ListenItem(listen.HeardBy, listen.HeardUtc))];
    }

    /// <summary>Lists calls whose recording is stored and unheard, newest first.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="filter">The filter of calls.</param>
    /// <param name="heardBy">The user whose listening counts; <see langword="null"/> for that of anybody.</param>
    /// <param name="cursor">The <see cref="Page{T}.NextCursor"/> of the previous page; <see langword="null"/> for the first one.</param>
    /// <param name="limit">The maximum number of items, 1 to <see cref="PageSize.Max"/>.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <exception cref="CursorFormatException">The cursor does not come from this list.</exception>
    public async Task<Page<CallItem>> ListUnheardAsync(
        Visibility visibility, CallFilter filter, string? heardBy, string? cursor = null, int limit = PageSize.Default, CancellationToken cancellation = default)
    {
        var before = Cursor.Read(ListKind.Unheard, cursor)?[0] ?? long.MaxValue;
        await using var primary = await primaries.CreateDbContextAsync(cancellation);

        // There may be very many calls of which none is stored, or all are heard: only positions are read first, and only the calls to show
        // are loaded.
        List<CallPosition> unheard = [];
        for (var size = PageSize.Max; unheard.Count <= limit; size = Math.Min(size * 5, LargestPiece))
        {
            var recorded = await calls.PositionsAsync(visibility, filter with { HasRecording = true }, before, size, cancellation);
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
        var items = await calls.ByIdsAsync(visibility, [.. page.Items.Select(call => call.CdrId)], cancellation);
        return new Page<CallItem>([.. items.OrderByDescending(call => call.SortKey)], page.NextCursor);
    }
}
