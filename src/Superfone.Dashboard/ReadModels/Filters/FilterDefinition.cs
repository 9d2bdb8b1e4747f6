using System.Linq.Expressions;
using Superfone.Dashboard.ReadModels.QueryStrings;

namespace Superfone.Dashboard.ReadModels.Filters;

/// <summary>
/// The conditions of a filter, each defined once: its name in a URL and its effect on a query. Those that are not set have no effect.
/// </summary>
/// <typeparam name="TFilter">The type of the filter.</typeparam>
/// <typeparam name="TRow">The type of the rows.</typeparam>
/// <typeparam name="TScope">The context that conditions need besides the filter and the rows.</typeparam>
internal abstract class FilterDefinition<TFilter, TRow, TScope>
    where TFilter : class, new()
{
    private readonly List<(FilterParameter<TFilter> Parameter, ConditionQuery Apply)> _conditions = [];

    /// <summary>Applies a condition that is set to a query.</summary>
    protected delegate ValueTask<IQueryable<TRow>> ConditionQuery(IQueryable<TRow> rows, TFilter filter, TScope scope, CancellationToken cancellation);

    /// <summary>The names of the conditions in a URL.</summary>
    public IEnumerable<string> Names => _conditions.Select(condition => condition.Parameter.Name);

    /// <summary>Reads a filter from a URL, except its range of time, which <see cref="RangeQuery"/> reads.</summary>
    public TFilter Read(QueryValues values)
    {
        var filter = new TFilter();
        foreach (var (parameter, _) in _conditions)
        {
            if (parameter.Name is not (RangeQuery.From or RangeQuery.To))
                parameter.Read(values, filter);
        }

        return filter;
    }

    /// <summary>All parameters of a filter's URL, for <c>GetUriWithQueryParameters</c>; <see langword="null"/> for a condition that is not set.</summary>
    public Dictionary<string, object?> Write(TFilter filter) =>
        _conditions.ToDictionary(condition => condition.Parameter.Name, object? (condition) => condition.Parameter.Write(filter));

    /// <summary>The rows that pass a filter.</summary>
    public async ValueTask<IQueryable<TRow>> ApplyAsync(IQueryable<TRow> rows, TFilter filter, TScope scope, CancellationToken cancellation)
    {
        foreach (var (parameter, apply) in _conditions)
        {
            if (parameter.IsSet(filter))
                rows = await apply(rows, filter, scope, cancellation);
        }

        return rows;
    }

    /// <summary>Adds a condition.</summary>
    protected void Add(FilterParameter<TFilter> parameter, ConditionQuery apply) => _conditions.Add((parameter, apply));

    /// <summary>Adds a condition on single rows.</summary>
    /// <returns>Its parameter.</returns>
    protected FilterParameter<TFilter, T?> AddRows<T>(Expression<Func<TFilter, T?>> property, Func<T, Expression<Func<TRow, bool>>> rows)
        where T : struct
    {
        var parameter = FilterParameter.Of(property);
        Add(parameter, (all, filter, _, _) => new(all.Where(rows(parameter.Of(filter)!.Value))));
        return parameter;
    }

    /// <summary>Adds a condition on single rows.</summary>
    /// <returns>Its parameter.</returns>
    protected FilterParameter<TFilter, string?> AddRows(Expression<Func<TFilter, string?>> property, Func<string, Expression<Func<TRow, bool>>> rows, string? name = null)
    {
        var parameter = FilterParameter.Of(property, name);
        Add(parameter, (all, filter, _, _) => new(all.Where(rows(parameter.Of(filter)!))));
        return parameter;
    }
}
