using System.Linq.Expressions;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.Filters;

namespace Superfone.Dashboard.ReadModels.Calls;

/// <summary>
/// The conditions of a <see cref="CallFilter"/>. Each has a form for queries and one for calls in memory, because pages filter changes
/// while they are open. A condition on data that a <see cref="CallItem"/> does not contain queries the database for the changed calls
/// instead.
/// </summary>
internal abstract class CallFilterDefinition : FilterDefinition<CallFilter, Call, ReadModelScope>
{
    private readonly List<Func<CallFilter, CallItem, PhoneBook, bool>> _inMemory = [];
    private readonly List<(FilterParameter<CallFilter> Parameter, CallLookup Among)> _lookups = [];

    /// <summary>The calls, by sort key, that pass a condition that is set.</summary>
    protected delegate Task<IReadOnlySet<long>> CallLookup(IReadOnlySet<long> keys, CallFilter filter, ReadModelScope scope, CancellationToken cancellation);

    /// <summary>Whether a call passes the conditions that can be tested in memory.</summary>
    public bool Matches(CallFilter filter, CallItem call, PhoneBook phones)
    {
        foreach (var matches in _inMemory)
        {
            if (!matches(filter, call, phones))
                return false;
        }

        return true;
    }

    /// <summary>Whether any condition of a filter cannot be tested in memory.</summary>
    public bool NeedsLookup(CallFilter filter) => _lookups.Exists(lookup => lookup.Parameter.IsSet(filter));

    /// <summary>The calls, by sort key, that pass the conditions that cannot be tested in memory.</summary>
    public async Task<IReadOnlySet<long>> AmongAsync(IReadOnlySet<long> keys, CallFilter filter, ReadModelScope scope, CancellationToken cancellation)
    {
        foreach (var (parameter, among) in _lookups)
        {
            if (keys.Count > 0 && parameter.IsSet(filter))
                keys = await among(keys, filter, scope, cancellation);
        }

        return keys;
    }

    /// <summary>Adds a condition on a value.</summary>
    /// <param name="property">The filter's property.</param>
    /// <param name="rows">The condition in a query.</param>
    /// <param name="matches">The condition in memory.</param>
    protected void Value<T>(Expression<Func<CallFilter, T?>> property, Func<T, Expression<Func<Call, bool>>> rows, Func<CallItem, T, bool> matches)
        where T : struct
    {
        var parameter = AddRows(property, rows);
        _inMemory.Add((filter, call, _) => parameter.Of(filter) is not { } value || matches(call, value));
    }

    /// <summary>Adds a condition on a text.</summary>
    /// <param name="property">The filter's property.</param>
    /// <param name="rows">The condition in a query.</param>
    /// <param name="matches">The condition in memory.</param>
    protected void Text(Expression<Func<CallFilter, string?>> property, Func<string, Expression<Func<Call, bool>>> rows, Func<CallItem, string, bool> matches)
    {
        var parameter = AddRows(property, rows);
        _inMemory.Add((filter, call, _) => parameter.Of(filter) is not { } text || matches(call, text));
    }

    /// <summary>Adds a condition on a phone number.</summary>
    /// <param name="property">The filter's property: the number in any written form.</param>
    /// <param name="rows">The condition in a query, on the number's key.</param>
    /// <param name="number">The call's number in memory, as received.</param>
    protected void Number(Expression<Func<CallFilter, string?>> property, Func<string, Expression<Func<Call, bool>>> rows, Func<CallItem, string?> number)
    {
        var parameter = FilterParameter.Of(property);
        Add(parameter, (calls, filter, scope, _) => new(scope.Phones.SoughtKey(parameter.Of(filter)) is { } key ? calls.Where(rows(key)) : calls));
        _inMemory.Add((filter, call, phones) => phones.SoughtKey(parameter.Of(filter)) is not { } key || key == phones.KeyOf(number(call)));
    }

    /// <summary>Adds a condition that takes more than one expression in a query.</summary>
    /// <param name="property">The filter's property.</param>
    /// <param name="apply">The condition in a query.</param>
    /// <param name="matches">The condition in memory.</param>
    protected void Query(Expression<Func<CallFilter, string?>> property, ConditionQuery apply, Func<CallItem, string, bool> matches)
    {
        var parameter = FilterParameter.Of(property);
        Add(parameter, apply);
        _inMemory.Add((filter, call, _) => parameter.Of(filter) is not { } text || matches(call, text));
    }

    /// <summary>Adds a condition on data that a <see cref="CallItem"/> does not contain.</summary>
    /// <param name="property">The filter's property.</param>
    /// <param name="apply">The condition in a query.</param>
    /// <param name="among">The condition on a few given calls.</param>
    protected void Lookup(Expression<Func<CallFilter, string?>> property, ConditionQuery apply, CallLookup among)
    {
        var parameter = FilterParameter.Of(property);
        Add(parameter, apply);
        _lookups.Add((parameter, among));
    }
}
