using Superfone.Dashboard.Domain.Calls;

namespace Superfone.Dashboard.Localization;

/// <summary>A view as a table: what the page shows, and what an export holds.</summary>
/// <param name="Name">What addresses call it.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Columns">The first column says what a row is about.</param>
/// <param name="Rows">A cell for each column.</param>
public sealed record AnalyticsTable(
    string Name, string Title, IReadOnlyList<AnalyticsColumn> Columns, IReadOnlyList<IReadOnlyList<AnalyticsCell>> Rows);

/// <summary>A column.</summary>
/// <param name="Title">Its heading.</param>
public sealed record AnalyticsColumn(string Title)
{
    /// <summary>Whether its values are seconds, which read as durations.</summary>
    public bool HoldsSeconds { get; init; }
}

/// <summary>A cell.</summary>
/// <param name="Value">What an export holds: text, a number or a day.</param>
/// <param name="Text">How it reads.</param>
/// <param name="Href">The list behind it.</param>
public sealed record AnalyticsCell(object? Value, string Text, string? Href = null)
{
    /// <summary>What the calls of the row have in common, for its icon and colour.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>What stands behind the text, for a hover.</summary>
    public string? Hint { get; init; }
}
