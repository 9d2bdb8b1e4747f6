using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.Filters;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Calls;

/// <summary>Applies a <see cref="CallFilter"/>; its conditions are defined in <see cref="CallConditions"/>.</summary>
public static class CallFiltering
{
    /// <summary>Whether a call passes the filter, except for the conditions that only the database can answer: search text and menu key.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="call">The call.</param>
    /// <param name="phones">Compares numbers in any written form.</param>
    public static bool Matches(this CallFilter filter, CallItem call, PhoneBook phones) => CallConditions.All.Matches(filter, call, phones);

    /// <summary>The calls that pass the filter, except for its search text.</summary>
    internal static ValueTask<IQueryable<Call>> ApplyFilterAsync(
        this IQueryable<Call> calls, ReadModelContext readModel, CallFilter filter, PhoneBook phones, CancellationToken cancellation) =>
        CallConditions.All.ApplyAsync(calls, filter, new ReadModelScope(readModel, phones), cancellation);

    /// <summary>Calls below a sort key, newest first.</summary>
    internal static IOrderedQueryable<Call> Before(this IQueryable<Call> calls, long sortKey) =>
        calls.Where(call => call.SortKey < sortKey).OrderByDescending(call => call.SortKey);

    /// <summary>Calls above a sort key, oldest first.</summary>
    internal static IOrderedQueryable<Call> Since(this IQueryable<Call> calls, long sortKey) =>
        calls.Where(call => call.SortKey > sortKey).OrderBy(call => call.SortKey);
}
