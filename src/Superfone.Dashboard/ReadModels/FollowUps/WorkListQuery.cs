using Microsoft.Extensions.Primitives;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.ReadModels.QueryStrings;

namespace Superfone.Dashboard.ReadModels.FollowUps;

/// <summary>The query of the follow-ups page's URL.</summary>
/// <param name="Filter">The filter.</param>
/// <param name="Range">
/// The range of time in which somebody talked to the caller again, and that the page's figures cover; <see langword="null"/> if the URL
/// contains none.
/// </param>
public sealed record WorkListQuery(WorkListFilter Filter, BusinessRange? Range)
{
    /// <summary>The parameter that unfolds the follow-ups of earlier days.</summary>
    public const string OlderName = "older";

    /// <summary>Stands for the reader's own id, so that a link shows each reader what is theirs.</summary>
    public const string Me = "me";

    /// <summary>The parameter of the user who is to call back.</summary>
    public const string AssigneeName = "assignee";

    /// <summary>The parameter that unfolds the follow-ups that are put off.</summary>
    public const string SnoozedName = "snoozed";

    private const string StateName = "state";

    /// <summary>Whether the page has a parameter with a name.</summary>
    public static bool IsKnown(string name) => WorkListConditions.All.Names.Contains(name) || name is StateName or OlderName or SnoozedName or RangeQuery.Range;

    /// <summary>Reads the parameters of a URL; a value that cannot be read is ignored.</summary>
    /// <param name="query">The parameters.</param>
    /// <param name="ranges">Reads ranges of time.</param>
    /// <param name="problems">Receives a sentence for each invalid value.</param>
    public static WorkListQuery Read(IReadOnlyDictionary<string, StringValues> query, RangeQuery ranges, ICollection<string>? problems = null)
    {
        problems ??= [];
        var values = new QueryValues(query, problems);
        var state = values.Read<FollowUpState>(StateName) ?? FollowUpState.Open;
        var range = ranges.Read(query, problems);
        var filter = WorkListConditions.All.Read(values) with { State = state, From = range?.FromUtc, To = range?.ToUtc };
        return new WorkListQuery(state == FollowUpState.Returned ? filter : new WorkListFilter { State = state, Account = filter.Account, Assignee = filter.Assignee }, range);
    }

    /// <summary>The filter with the id of its reader instead of <see cref="Me"/>.</summary>
    /// <param name="filter">The filter, as read.</param>
    /// <param name="userId">The reader's id; nothing is assigned to a reader who is not a user.</param>
    public static WorkListFilter For(WorkListFilter filter, string? userId) => filter.Assignee == Me ? filter with { Assignee = userId ?? "" } : filter;

    /// <summary>The parameters with the id of their reader instead of <see cref="Me"/>.</summary>
    /// <param name="query">The parameters.</param>
    /// <param name="userId">The reader's id.</param>
    public static IReadOnlyDictionary<string, StringValues> For(IReadOnlyDictionary<string, StringValues> query, string? userId) =>
        query.GetValueOrDefault(AssigneeName) == Me ? new Dictionary<string, StringValues>(query) { [AssigneeName] = userId ?? "nobody" } : query;

    /// <summary>The relative URL of the follow-ups page with a filter.</summary>
    public static string AddressOf(WorkListFilter filter) => QueryAddress.Of(
        "/follow-ups",
        [KeyValuePair.Create(StateName, filter.State == FollowUpState.Open ? null : (object)filter.State), .. WorkListConditions.All.Write(filter)]);
}
