using Microsoft.Extensions.Primitives;
using Superfone.Dashboard.ReadModels.QueryStrings;

namespace Superfone.Dashboard.ReadModels.Tasks;

/// <summary>The URL form of a <see cref="TaskFilter"/>.</summary>
public static class TaskQuery
{
    /// <summary>Reads the parameters of a URL; a value that cannot be read narrows nothing.</summary>
    public static TaskFilter Read(IReadOnlyDictionary<string, StringValues> query) => TaskConditions.All.Read(new QueryValues(query, []));

    /// <summary>The relative URL of the tasks page with a filter.</summary>
    public static string AddressOf(TaskFilter filter) => QueryAddress.Of("/tasks", TaskConditions.All.Write(filter));
}
