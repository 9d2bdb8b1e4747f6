using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.ReadModels.Paging;

namespace Superfone.Dashboard.Benchmarks.Reads;

/// <summary>Something that a page reads.</summary>
/// <param name="Name">What it is.</param>
/// <param name="RowsAsync">Reads so many rows at most and tells how many there were; of what is no list, <see cref="Whole"/>.</param>
internal sealed record Read(string Name, Func<IServiceProvider, int, Task<int>> RowsAsync)
{
    /// <summary>Stands for the number of rows of what is no list.</summary>
    public const int Whole = -1;

    /// <summary>A part of a list.</summary>
    /// <typeparam name="TQueries">What reads it.</typeparam>
    /// <typeparam name="T">What it lists.</typeparam>
    public static Read List<TQueries, T>(string name, Func<TQueries, int, Task<Page<T>>> read)
        where TQueries : notnull =>
        new(name, async (services, most) => (await read(services.GetRequiredService<TQueries>(), most)).Items.Count);

    /// <summary>Something that is read as a whole.</summary>
    /// <typeparam name="TQueries">What reads it.</typeparam>
    public static Read All<TQueries>(string name, Func<TQueries, Task> read)
        where TQueries : notnull =>
        new(name, async (services, _) =>
        {
            await read(services.GetRequiredService<TQueries>());
            return Whole;
        });
}
