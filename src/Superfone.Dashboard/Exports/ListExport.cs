using Microsoft.Extensions.Primitives;
using Superfone.Dashboard.Domain;

namespace Superfone.Dashboard.Exports;

/// <summary>A list that can be exported with the filters of its page.</summary>
/// <typeparam name="T">The type of a row.</typeparam>
internal abstract class ListExport<T>
{
    /// <summary>The number of rows per read.</summary>
    protected const int ReadAtOnce = 1000;

    /// <summary>Its name in addresses and files, such as <c>calls</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The title of the list.</summary>
    public abstract string Title { get; }

    /// <summary>The columns, from left to right.</summary>
    public abstract IReadOnlyList<ExportColumn<T>> Columns { get; }

    /// <summary>Reads all rows that match the filter of a query string.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="query">The parameters of the query string.</param>
    /// <param name="problems">Receives a sentence for each invalid or unknown parameter; the rows are read only if there are none.</param>
    /// <param name="cancellation">Stops the export.</param>
    public abstract IAsyncEnumerable<T> Read(Visibility visibility, IReadOnlyDictionary<string, StringValues> query, ICollection<string> problems, CancellationToken cancellation);
}
