using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Search;

/// <summary>
/// Converts between the sort keys of calls and their row ids in the full-text tables, which are in the same order but closer together. Row ids change when
/// calls are added, so they are valid only while one statement reads.
/// </summary>
internal static class SearchKeys
{
    /// <summary>The condition that a row's sort key is at least <c>$from</c> and below <c>$before</c>.</summary>
    public const string IsInRange = """
        rowid >= coalesce((SELECT SearchKey FROM SearchKeys WHERE SortKey >= $from ORDER BY SortKey LIMIT 1), 9223372036854775807)
        AND rowid <= coalesce((SELECT SearchKey FROM SearchKeys WHERE SortKey < $before ORDER BY SortKey DESC LIMIT 1), -9223372036854775808)
        """;

    /// <summary>The sort keys of some rows, newest first.</summary>
    public static Task<List<long>> ToSortKeysAsync(ReadModelContext readModel, IReadOnlyList<long> rows, CancellationToken cancellation)
    {
        var list = JsonSerializer.Serialize(rows);
        return readModel.Database.SqlQuery<long>(
            $"SELECT SortKey AS Value FROM SearchKeys WHERE SearchKey IN (SELECT value FROM json_each({list})) ORDER BY SearchKey DESC").ToListAsync(cancellation);
    }

    /// <summary>The rows of the calls with some sort keys.</summary>
    public static async Task<IReadOnlySet<long>> OfAsync(ReadModelContext readModel, IEnumerable<long> sortKeys, CancellationToken cancellation)
    {
        var list = JsonSerializer.Serialize(sortKeys);
        return await readModel.Database.SqlQuery<long>(
            $"SELECT SearchKey AS Value FROM SearchKeys WHERE SortKey IN (SELECT value FROM json_each({list}))").ToHashSetAsync(cancellation);
    }
}
