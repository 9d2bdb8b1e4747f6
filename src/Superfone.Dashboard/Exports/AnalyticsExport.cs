using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Primitives;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.Localization.Analytics;
using Superfone.Dashboard.ReadModels.Analytics;
using Superfone.Dashboard.ReadModels.QueryStrings;

namespace Superfone.Dashboard.Exports;

/// <summary>The tables of the analytics page as exports.</summary>
internal sealed class AnalyticsExport(AnalyticsReader reader, AnalyticsTables tables, RangeQuery ranges, BusinessCalendar calendar, IStringLocalizer<Strings> text)
{
    private const int FirstWidth = 28;
    private const int Width = 14;

    /// <summary>The names of the views.</summary>
    public static IReadOnlyList<string> Views => AnalyticsTables.Names;

    /// <summary>Reads the table of a view.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="view">One of <see cref="Views"/>.</param>
    /// <param name="query">The parameters of the query string.</param>
    /// <param name="cancellation">Stops the export.</param>
    /// <returns>The table, or the error in the parameters; neither if there is no such view.</returns>
    public async Task<(AnalyticsTable? Table, string? Problem)> ReadAsync(
        Visibility visibility, string view, IReadOnlyDictionary<string, StringValues> query, CancellationToken cancellation)
    {
        if (!Views.Contains(view))
            return (null, null);
        var asked = AnalyticsQuery.Read(query, ranges, calendar);
        return asked.Problems.Count > 0
            ? (null, string.Join(" ", asked.Problems))
            : (tables.Of(view, await reader.ReadAsync(visibility, asked, cancellation)), null);
    }

    /// <summary>The columns of a table; those in seconds say so, because they hold plain numbers.</summary>
    public IReadOnlyList<ExportColumn<IReadOnlyList<AnalyticsCell>>> ColumnsOf(AnalyticsTable table) =>
    [
        .. table.Columns.Select((column, index) => new ExportColumn<IReadOnlyList<AnalyticsCell>>(
            column.HoldsSeconds ? text["Export.Seconds", column.Title] : column.Title, index == 0 ? FirstWidth : Width, row => row[index].Value)),
    ];

    /// <summary>The rows of a table.</summary>
    public static IAsyncEnumerable<IReadOnlyList<AnalyticsCell>> RowsOf(AnalyticsTable table) => table.Rows.ToAsyncEnumerable();
}
