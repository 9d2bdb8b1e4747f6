using Microsoft.AspNetCore.WebUtilities;

namespace Superfone.Dashboard.ReadModels.QueryStrings;

/// <summary>Builds relative URLs from parameters.</summary>
public static class QueryAddress
{
    /// <summary>A path with parameters; those that are <see langword="null"/> are left out.</summary>
    public static string Of(string path, params IEnumerable<KeyValuePair<string, object?>> parameters) => QueryHelpers.AddQueryString(
        path, parameters.Where(parameter => parameter.Value is not null).Select(parameter => KeyValuePair.Create(parameter.Key, QueryValues.TextOf(parameter.Value))));
}
