using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Queries.Items;
using Superfone.Dashboard.Storage.Truth;

namespace Superfone.Dashboard.Queries;

/// <summary>Reads who has heard which recording, and which are still to be heard.</summary>
public sealed class HearingQueries(IDbContextFactory<TruthContext> truths, CallQueries calls)
{
    // So many calls are looked at for one part; a part may then be short, and the next one goes on.
    private const int MostCalls = 5000;

    /// <summary>Who has heard a call's recording, first the first.</summary>
    public async Task<IReadOnlyList<HearingItem>> OfCallAsync(long cdrId, CancellationToken cancellation = default)
    {
        await using var truth = await truths.CreateDbContextAsync(cancellation);
        var rows = await truth.Hearings.AsNoTracking().Where(hearing => hearing.CdrId == cdrId).ToListAsync(cancellation);
        return [.. rows.OrderBy(hearing => hearing.HeardUtc).Select(hearing => new HearingItem(hearing.HeardBy, hearing.HeardUtc))];
    }

    /// <summary>Lists calls whose recording is stored and unheard, newest first.</summary>
    /// <param name="filter">Which calls.</param>
    /// <param name="heardBy">Whose ears count; <see langword="null"/> for anybody's.</param>
    /// <param name="cursor">Where to begin: the previous part's <see cref="Page{T}.NextCursor"/>.</param>
    /// <param name="limit">How many at least, as long as there are so many, 1 to <see cref="PageSize.Max"/>.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <exception cref="CursorFormatException">The cursor does not come from this list.</exception>
    public async Task<Page<CallItem>> ListUnheardAsync(
        CallFilter filter, string? heardBy, string? cursor = null, int limit = PageSize.Default, CancellationToken cancellation = default)
    {
        await using var truth = await truths.CreateDbContextAsync(cancellation);
        List<CallItem> unheard = [];
        var seen = 0;
        do
        {
            var page = await calls.ListAsync(filter with { HasRecording = true }, cursor, PageSize.Max, cancellation);
            var stored = page.Items.Where(call => call.Recording?.Status == RecordingStatus.Stored).ToList();
            var ids = stored.ConvertAll(call => call.CdrId);
            var heard = (await truth.Hearings
                .Where(hearing => EF.Parameter(ids).Contains(hearing.CdrId) && (heardBy == null || hearing.HeardBy == heardBy))
                .Select(hearing => hearing.CdrId).ToListAsync(cancellation)).ToHashSet();
            unheard.AddRange(stored.Where(call => !heard.Contains(call.CdrId)));
            seen += page.Items.Count;
            cursor = page.NextCursor;
        }
        while (cursor is not null && unheard.Count < limit && (seen < MostCalls || unheard.Count == 0));

        return new Page<CallItem>(unheard, cursor);
    }
}
