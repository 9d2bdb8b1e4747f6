using Microsoft.Extensions.Primitives;
using Superfone.Dashboard.Domain;

namespace Superfone.Dashboard.ReadModels.QueryStrings;

/// <summary>
/// Reads the range of time in the URL of a page: <c>range=today|yesterday|7d|30d|month</c>, which is relative to now, or <c>from</c> and
/// <c>to</c> as in the API.
/// </summary>
public sealed class RangeQuery(BusinessCalendar calendar, TimeProvider time)
{
    /// <summary>The parameter with the name of a range.</summary>
    public const string Range = "range";

    /// <summary>The parameter with the first instant of the range.</summary>
    public const string From = "from";

    /// <summary>The parameter with the first instant after the range.</summary>
    public const string To = "to";

    /// <summary>Reads the range; a value that cannot be read is reported as a problem and ignored.</summary>
    /// <param name="query">The parameters of the URL.</param>
    /// <param name="problems">Receives a sentence for each invalid value.</param>
    /// <returns>The range; <see langword="null"/> if the URL contains none.</returns>
    public BusinessRange? Read(IReadOnlyDictionary<string, StringValues> query, ICollection<string> problems)
    {
        var values = new QueryValues(query, problems);
        if (values.Text(Range) is { } text)
        {
            if (BusinessRange.NameOf(text) is { } name)
                return Named(name);
            problems.Add($"{Range}: '{QueryLimits.Quote(text)}' is not one of {string.Join(", ", BusinessRange.Names)}.");
        }

        var (from, to) = (values.Read<DateTime>(From), values.Read<DateTime>(To));
        return from is null && to is null ? null : BusinessRange.Between(from, to);
    }

    /// <summary>The range that a name currently stands for.</summary>
    public BusinessRange Named(RangeName name) => BusinessRange.Of(name, calendar, time.GetUtcNow().UtcDateTime);

    /// <summary>
    /// The business days of a range, without future ones unless there are no others; <see langword="null"/> if it has no beginning or no
    /// end.
    /// </summary>
    public (DateOnly First, DateOnly Last)? DaysOf(BusinessRange range)
    {
        if (range.DaysIn(calendar) is not var (first, last))
            return null;
        var today = calendar.DayOf(time.GetUtcNow().UtcDateTime);
        return (first, first <= today && today < last ? today : last);
    }

    /// <summary>
    /// The parameters of a range, for <c>GetUriWithQueryParameters</c>; those that are <see langword="null"/> are removed.
    /// </summary>
    public static Dictionary<string, object?> ParametersOf(BusinessRange range) => new()
    {
        [Range] = range.Name is { } name ? BusinessRange.TextOf(name) : null,
        [From] = range.Name is null ? QueryValues.TextOf(range.FromUtc) : null,
        [To] = range.Name is null ? QueryValues.TextOf(range.ToUtc) : null,
    };
}
