using Microsoft.Extensions.Primitives;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.QueryStrings;

namespace Superfone.Dashboard.ReadModels.People;

/// <summary>Reads the filter of the audit log from the URL of its page.</summary>
public static class AuditQuery
{
    /// <summary>The parameter with the user.</summary>
    public const string User = "user";

    /// <summary>The parameter with the action.</summary>
    public const string Action = "action";

    /// <summary>Whether a parameter has a meaning.</summary>
    public static bool IsKnown(string name) => name is User or Action or RangeQuery.Range or RangeQuery.From or RangeQuery.To;

    /// <summary>Reads the filter.</summary>
    /// <param name="query">The parameters of the URL.</param>
    /// <param name="ranges">Reads the range of time.</param>
    /// <param name="problems">Receives a sentence for each invalid value.</param>
    /// <param name="actions">The names of all actions.</param>
    public static (AuditFilter Filter, BusinessRange Range) Read(
        IReadOnlyDictionary<string, StringValues> query, RangeQuery ranges, ICollection<string> problems, IReadOnlyCollection<string> actions)
    {
        var values = new QueryValues(query, problems);
        var range = ranges.Read(query, problems) ?? BusinessRange.AnyTime;
        var action = values.Text(Action);
        if (action is not null && !actions.Contains(action))
        {
            problems.Add($"{Action}: '{QueryLimits.Quote(action)}' is not one of {string.Join(", ", actions)}.");
            action = null;
        }

        return (new AuditFilter { From = range.FromUtc, To = range.ToUtc, User = values.Text(User), Action = action }, range);
    }
}
