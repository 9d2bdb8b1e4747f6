using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Superfone.Dashboard.Tests.Hostile;

/// <summary>A route of the application, read from its endpoints, so that new routes are found without a change here.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The route's pattern.</param>
/// <param name="Names">The parameters that it declares.</param>
/// <param name="IsPage">Whether people open it.</param>
internal sealed partial record Target(string Method, string Path, IReadOnlyList<string> Names, bool IsPage)
{
    // Parameters that pages and exports read from their URL without declaring them.
    private static readonly string[] Undeclared =
    [
        "range", "from", "to", "sort", "columns", "weekday", "hour", "than", "title", "mode", "show", "callbacks", "open", "ivrKey", "source",
        "enteredStage", "leftStage", "stoodInStage",
    ];

    /// <summary>Whether part of its path is a value.</summary>
    public bool HasPathValue => Path.Contains('{', StringComparison.Ordinal);

    /// <summary>All routes of an application, its files and the framework's own apart.</summary>
    public static IReadOnlyList<Target> AllOf(IServiceProvider services)
    {
        var api = services.GetRequiredService<IApiDescriptionGroupCollectionProvider>().ApiDescriptionGroups.Items.SelectMany(group => group.Items)
            .Where(route => route.RelativePath is not null)
            .ToDictionary(
                route => (route.HttpMethod ?? "GET", Normal(route.RelativePath!)),
                route => route.ParameterDescriptions.Where(parameter => parameter.Source == BindingSource.Query)
                    .Select(parameter => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(parameter.Name)).ToList());
        var everything = api.Values.SelectMany(names => names).Concat(Undeclared).Distinct().ToList();
        return [.. services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(IsOurs)
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"])
                .Select(method => Of(endpoint, method == "*" ? "GET" : method, api, everything)))
            .Where(target => target.Path != "/error") // It is a 500 itself.
            .DistinctBy(target => (target.Method, target.Path))];
    }

    /// <summary>Its path with a value in each place.</summary>
    public string PathWith(string value) => PlaceInPath().Replace(Path, value);

    private static Target Of(RouteEndpoint endpoint, string method, Dictionary<(string, string), List<string>> api, IReadOnlyList<string> everything)
    {
        var path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
        if (endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is { Type: var page })
            return new Target(method, path, [.. NamesOf(page).Concat(everything).Distinct(StringComparer.OrdinalIgnoreCase)], true);
        return new Target(method, path, api.GetValueOrDefault((method, Normal(path))) ?? everything, false);
    }

    private static bool IsOurs(RouteEndpoint endpoint)
    {
        var path = endpoint.RoutePattern.RawText!.TrimStart('/');
        return !endpoint.Metadata.Any(item => item.GetType().Name.Contains("StaticAsset", StringComparison.Ordinal))
            && !path.StartsWith('_') && !path.StartsWith("{**", StringComparison.Ordinal);
    }

    private static IEnumerable<string> NamesOf(Type page) => page
        .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        .Select(property => (property.Name, Query: property.GetCustomAttribute<SupplyParameterFromQueryAttribute>()))
        .Where(property => property.Query is not null)
        .Select(property => property.Query!.Name ?? property.Name);

    private static string Normal(string path) => PlaceInPath().Replace(path.Trim('/'), "{}").ToUpperInvariant();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex PlaceInPath();
}
