namespace Superfone.Dashboard.ReadModels.Paging;

/// <summary>A page of a list.</summary>
/// <typeparam name="T">What it lists.</typeparam>
/// <param name="Items">The items, in the list's order.</param>
/// <param name="NextCursor">Where the next page begins; <see langword="null"/> at the end of the list.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <summary>The size of a page of a list.</summary>
public static class PageSize
{
    /// <summary>The size where none is asked for.</summary>
    public const int Default = 50;

    /// <summary>The greatest size.</summary>
    public const int Max = 200;
}
