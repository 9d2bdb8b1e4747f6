using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Calls;

/// <summary>Finds answered calls without a recording or a summary.</summary>
public sealed class CompletenessQueries(
    IDbContextFactory<ReadModelContext> contexts, IDbContextFactory<PrimaryContext> primaries, CallQueries calls, CallItems items, TimeProvider time)
{
    /// <summary>The time after a call's start during which nothing counts as missing: recording and summary arrive later.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(15);

    /// <summary>Counts the answered calls of a range of time, and those without a recording or a summary.</summary>
    /// <param name="from">Calls that started at this instant or later, UTC.</param>
    /// <param name="to">Calls that started before this instant, UTC; <see langword="null"/> for all.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<CallGaps> CountAsync(DateTime from, DateTime? to = null, CancellationToken cancellation = default)
    {
        var (first, end) = Span(from, to);
        await using var readModel = await contexts.CreateDbContextAsync(cancellation);
        return new CallGaps(
            await readModel.Calls.CountAsync(call => call.Outcome == Outcome.Answered && call.SortKey >= first && call.SortKey < end, cancellation),
            await Lacking(readModel, CallGap.Recording, first, end).CountAsync(cancellation),
            await Lacking(readModel, CallGap.Summary, first, end).CountAsync(cancellation));
    }

    /// <summary>Lists answered calls with a gap, newest first; those whose download failed by their ids.</summary>
    /// <param name="gap">The kind of gap; <see langword="null"/> for recording or summary.</param>
    /// <param name="from">Calls that started at this instant or later, UTC.</param>
    /// <param name="cursor">The <see cref="Page{T}.NextCursor"/> of the previous page; <see langword="null"/> for the first one.</param>
    /// <param name="limit">The maximum number of items, 1 to <see cref="PageSize.Max"/>.</param>
    /// <param name="to">Calls that started before this instant, UTC; <see langword="null"/> for all.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <exception cref="CursorFormatException">The cursor does not come from this list.</exception>
    public async Task<Page<CallItem>> ListAsync(
        CallGap? gap, DateTime from, string? cursor = null, int limit = PageSize.Default, DateTime? to = null, CancellationToken cancellation = default)
    {
        if (gap == CallGap.Download)
            return await FailedDownloadsAsync(from, to, cursor, limit, cancellation);
        var (first, end) = Span(from, to);
        var before = Math.Min(end, Cursor.Read(ListKind.Incomplete, cursor)?[0] ?? long.MaxValue);
        await using var readModel = await contexts.CreateDbContextAsync(cancellation);

        // Each index is read only as far as the page can need it; a call without both is in both.
        List<CallRow> rows = [];
        foreach (var one in gap is { } only ? [only] : new[] { CallGap.Recording, CallGap.Summary })
            rows.AddRange(await Lacking(readModel, one, first, before).OrderByDescending(call => call.SortKey).Take(limit + 1).WithContext(readModel).ToListAsync(cancellation));
        var newest = rows.DistinctBy(row => row.Call.CdrId).OrderByDescending(row => row.Call.SortKey).Take(limit + 1).ToList();
        return Cursor.Cut(ListKind.Incomplete, await items.OfAsync(newest, cancellation), limit, call => call.SortKey);
    }

    /// <summary>Answered calls with a gap, by the index of those: SQLite on its own would scan all answered calls.</summary>
    internal static IQueryable<Call> Lacking(ReadModelContext readModel, CallGap gap, long first, long end)
    {
        var lacking = gap == CallGap.Recording
            ? readModel.Calls.FromSql($"SELECT * FROM Calls INDEXED BY IX_Calls_LackingRecording WHERE Outcome = 1 AND RecordingExpiresUtc IS NULL")
            : readModel.Calls.FromSql($"SELECT * FROM Calls INDEXED BY IX_Calls_LackingSummary WHERE Outcome = 1 AND SummaryUuid IS NULL");
        return lacking.AsNoTracking().Where(call => call.SortKey >= first && call.SortKey < end);
    }

    // The queue of downloads identifies calls by id only, which grows with time.
    private async Task<Page<CallItem>> FailedDownloadsAsync(DateTime from, DateTime? to, string? cursor, int limit, CancellationToken cancellation)
    {
        var before = Cursor.Read(ListKind.FailedDownloads, cursor)?[0] ?? long.MaxValue;
        await using var primary = await primaries.CreateDbContextAsync(cancellation);
        var ids = await primary.Recordings
            .Where(recording => (recording.Status == RecordingStatus.Failed || recording.Status == RecordingStatus.Expired) && recording.CdrId < before)
            .OrderByDescending(recording => recording.CdrId).Select(recording => recording.CdrId).Take(limit + 1).ToListAsync(cancellation);
        var page = Cursor.Cut(ListKind.FailedDownloads, ids, limit, id => id);
        var failed = await calls.ByIdsAsync([.. page.Items], cancellation);
        var (first, end) = (SortKey.First(from), to is { } last ? SortKey.First(last) : long.MaxValue);
        return new Page<CallItem>([.. failed.Where(call => call.SortKey >= first && call.SortKey < end).OrderByDescending(call => call.SortKey)], page.NextCursor);
    }

    private (long First, long End) Span(DateTime from, DateTime? to)
    {
        var complete = time.GetUtcNow().UtcDateTime - Grace;
        return (SortKey.First(from), SortKey.First(to < complete ? to.Value : complete));
    }
}
