using Superfone.Dashboard.ReadModels.Paging;

namespace Superfone.Dashboard.ReadModels.Search;

/// <summary>Where a page of search results begins: among the rows that have what was typed, or after them, among those with names that sound like it.</summary>
/// <param name="IsAfterTyped">Whether all rows that have what was typed were on earlier pages.</param>
/// <param name="Before">The row below which to look.</param>
internal readonly record struct SearchPosition(bool IsAfterTyped, long Before)
{
    /// <summary>The position of a cursor.</summary>
    /// <param name="typed">The list of rows that have what was typed.</param>
    /// <param name="sounding">The list of rows with names that sound like it.</param>
    /// <param name="cursor">The cursor; <see langword="null"/> for the first page.</param>
    /// <exception cref="CursorFormatException">The text is not a cursor of either list.</exception>
    public static SearchPosition Read(ListKind typed, ListKind sounding, string? cursor)
    {
        var isAfter = Cursor.IsOf(sounding, cursor);
        return new SearchPosition(isAfter, Cursor.Read(isAfter ? sounding : typed, cursor)?[0] ?? long.MaxValue);
    }

    /// <summary>A page, cut from one row more than its size.</summary>
    /// <param name="typed">The list of rows that have what was typed.</param>
    /// <param name="sounding">The list of rows with names that sound like it.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="typedCount">How many of them have what was typed.</param>
    /// <param name="limit">The size of the page.</param>
    /// <param name="place">The position of a row.</param>
    public static Page<T> Cut<T>(ListKind typed, ListKind sounding, IReadOnlyList<T> rows, int typedCount, int limit, Func<T, long> place) =>
        Cursor.Cut(limit <= typedCount ? typed : sounding, rows, limit, place);
}

/// <summary>Rows that were found: first those that have what was typed, then those with names that sound like it.</summary>
/// <typeparam name="T">What a row is loaded as.</typeparam>
/// <param name="Rows">The rows.</param>
/// <param name="TypedCount">How many of them have what was typed.</param>
internal readonly record struct SearchFound<T>(List<T> Rows, int TypedCount);
