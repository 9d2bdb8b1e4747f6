namespace Superfone.Dashboard.ReadModels.Paging;

/// <summary>A page of a list.</summary>
/// <typeparam name="T">The type of an item.</typeparam>
/// <param name="Items">The items, in the list's order.</param>
/// <param name="NextCursor">The cursor of the next page; <see langword="null"/> at the end of the list.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <summary>The size of a page of a list.</summary>
public static class PageSize
{
    /// <summary>The default size.</summary>
    public const int Default = 50;

    /// <summary>The maximum size.</summary>
    public const int Max = 200;
}
