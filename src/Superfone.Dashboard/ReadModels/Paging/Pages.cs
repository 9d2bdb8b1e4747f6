namespace Superfone.Dashboard.ReadModels.Paging;

/// <summary>Reads whole lists.</summary>
public static class Pages
{
    /// <summary>Reads a list in any number of items: a page at a time, so that neither memory nor the write-ahead log grows.</summary>
    /// <param name="read">Reads the page at a cursor; <see langword="null"/> is the first one.</param>
    public static async IAsyncEnumerable<T> ReadAllAsync<T>(Func<string?, Task<Page<T>>> read)
    {
        string? cursor = null;
        do
        {
            var page = await read(cursor);
            foreach (var item in page.Items)
                yield return item;
            cursor = page.NextCursor;
        }
        while (cursor is not null);
    }
}
