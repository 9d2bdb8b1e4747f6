using Superfone.Dashboard.Domain.Calls;

namespace Superfone.Dashboard.Localization.Analytics;

/// <summary>A table of figures, for a page and for exports.</summary>
/// <param name="Name">Its name in URLs.</param>
/// <param name="Title">Its title.</param>
/// <param name="Columns">The columns; the first one identifies a row.</param>
/// <param name="Rows">A cell for each column.</param>
public sealed record AnalyticsTable(
    string Name, string Title, IReadOnlyList<AnalyticsColumn> Columns, IReadOnlyList<IReadOnlyList<AnalyticsCell>> Rows);

/// <summary>A column.</summary>
/// <param name="Title">Its heading.</param>
public sealed record AnalyticsColumn(string Title)
{
    /// <summary>Whether its values are seconds, shown as durations.</summary>
    public bool HoldsSeconds { get; init; }
}

/// <summary>A cell.</summary>
/// <param name="Value">The value in an export: text, a number or a day.</param>
/// <param name="Text">The text on a page.</param>
/// <param name="Href">The URL of the list behind it.</param>
public sealed record AnalyticsCell(object? Value, string Text, string? Href = null)
{
    /// <summary>The outcome of the calls in the row, for its icon and colour.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>The tooltip of the text.</summary>
    public string? Hint { get; init; }
}
