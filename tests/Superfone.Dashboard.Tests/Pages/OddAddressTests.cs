using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.ReadModels.Insights;
using Superfone.Dashboard.ReadModels.Tasks;

namespace Superfone.Dashboard.Tests.Pages;

/// <summary>URLs are typed, cut off and shared: a page opens with any parameters.</summary>
public sealed class OddAddressTests
{
    // Parameters that pages read from their URL besides the declared ones.
    private static readonly IEnumerable<string> Names =
    [
        "range", "sort", "columns", "weekday", "hour", "than", "title", "mode", "show", "state",
        .. CallConditions.All.Names, .. ContactConditions.All.Names, .. ArrivalConditions.All.Names, .. TaskConditions.All.Names,
        .. DeliveryConditions.All.Names, .. InsightConditions.All.Names, .. WorkListConditions.All.Names,
    ];

    [Theory]
    [InlineData("abc")]
    [InlineData("-1")]
    [InlineData("")]
    [InlineData("99999999999999999999")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("'\"<%00")]
    public async Task Pages_WithAnyValueInTheirAddress_Open(string value)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = await dashboard.SignInAsync();
        var pages = dashboard.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => (Path: endpoint.RoutePattern.RawText!, Component: endpoint.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type))
            .Where(page => page.Component is not null && !page.Path.Contains('{', StringComparison.Ordinal) && page.Path is not ("/error" or "/not-found"))
            .ToList();
        Assert.True(pages.Count > 10);

        foreach (var (path, component) in pages)
        {
            var query = string.Join('&', NamesOf(component!).Select(name => $"{name}={Uri.EscapeDataString(value)}"));
            using var response = await client.GetAsync($"{path}?{query}", TestContext.Current.CancellationToken);
            Assert.True(response.StatusCode < HttpStatusCode.BadRequest, $"{path}?{query}: {response.StatusCode}");
        }
    }

    private static IEnumerable<string> NamesOf(Type component) => component
        .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        .Select(property => (property.Name, Query: property.GetCustomAttribute<SupplyParameterFromQueryAttribute>()))
        .Where(property => property.Query is not null)
        .Select(property => property.Query!.Name ?? property.Name)
        .Concat(Names).Distinct(StringComparer.OrdinalIgnoreCase);
}
