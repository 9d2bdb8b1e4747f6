using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Insights;

/// <summary>Ranks the values of a title.</summary>
public sealed class InsightValueQueries(IDbContextFactory<ReadModelContext> contexts, PhoneBook phones)
{
    /// <summary>The maximum number of values.</summary>
    public const int Most = 100;

    /// <summary>
    /// Counts the calls and the callers with each value of a title, most calls first: of the newest <see cref="InsightQueries.MostCounted"/>
    /// insights of the title.
    /// </summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="filter">The filter, with the title; its value and its words are ignored.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<IReadOnlyList<InsightValue>> RankAsync(Visibility visibility, InsightFilter filter, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var counts = await CountsAsync(readModel, filter with { Value = null, OpenCallbacks = null }, 1, phones, cancellation);
        return await counts.Take(Most).ToListAsync(cancellation);
    }

    /// <summary>The query of <see cref="RankAsync"/>, of all titles if the filter has none.</summary>
    /// <param name="readModel">The insights.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="fewest">The number of calls that a value must have.</param>
    /// <param name="phones">Compares numbers in any written form.</param>
    /// <param name="cancellation">Stops the query.</param>
    internal static async Task<IQueryable<InsightValue>> CountsAsync(
        ReadModelContext readModel, InsightFilter filter, int fewest, PhoneBook phones, CancellationToken cancellation) =>
        (await readModel.ApplyFilterToNewestAsync(filter, InsightQueries.MostCounted, phones, cancellation))
            .WithValues(readModel)
            .GroupBy(value => new { value.TitleKey, value.ValueKey })
            .Select(group => new
            {
                group.Key.TitleKey,
                group.Key.ValueKey,
                Value = group.Min(value => value.Value),
                Calls = group.Count(),
                Callers = group.Select(value => value.PhoneKey).Distinct().Count(),
            })
            .Where(value => value.Calls >= fewest)
            .OrderByDescending(value => value.Calls).ThenBy(value => value.ValueKey).ThenBy(value => value.TitleKey)
            .Select(value => new InsightValue(value.TitleKey, value.ValueKey, value.Value!, value.Calls, value.Callers));
}
