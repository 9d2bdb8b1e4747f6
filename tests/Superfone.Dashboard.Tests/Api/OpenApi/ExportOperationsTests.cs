using System.Net;
using System.Text.Json.Nodes;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Tests.Api.OpenApi;

/// <summary>The OpenAPI document says of exports what they do: each parameter that it lists is accepted, and refusals are those that it lists.</summary>
public sealed class ExportOperationsTests(ServedDocument served) : IClassFixture<ServedDocument>
{
    private IEnumerable<(string Path, JsonNode Operation)> Exports => served.Root["paths"]!.AsObject()
        .Where(path => path.Key.StartsWith("/export/", StringComparison.Ordinal)).Select(path => (path.Key, path.Value!["get"]!));

    [Fact]
    public async Task Parameters_OfEachExport_AreAccepted()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = dashboard.CreateClient(Roles.Owner);

        foreach (var (path, operation) in Exports)
        {
            var parameters = operation["parameters"]!.AsArray();
            Assert.Contains(parameters, parameter => parameter!["name"]!.ToString() == "from");
            foreach (var parameter in parameters.Where(parameter => parameter!["in"]!.ToString() == "query"))
            {
                // A range of time needs its end.
                var name = parameter!["name"]!.ToString();
                var query = $"{name}={Uri.EscapeDataString(ValueOf(parameter))}" + (name switch { "from" => "&to=2026-05-16T00:00:00Z", "to" => "&from=2026-05-14T00:00:00Z", _ => "" });
                using var reply = await client.GetAsync($"{AddressOf(path, parameters)}?{query}", TestContext.Current.CancellationToken);
                Assert.True(reply.StatusCode == HttpStatusCode.OK, $"{path} {query}: {await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
            }
        }
    }

    [Fact]
    public async Task Replies_OfEachExport_AreThoseOfTheDocument()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        foreach (var (path, operation) in Exports)
        {
            var address = AddressOf(path, operation["parameters"]!.AsArray());
            await AssertRepliesAsync(operation, Roles.Owner, address, HttpStatusCode.OK);
            await AssertRepliesAsync(operation, Roles.Owner, address.Replace(".csv", ".xlsx", StringComparison.Ordinal), HttpStatusCode.OK);
            await AssertRepliesAsync(operation, Roles.Owner, $"{address}?no-such-parameter=1", HttpStatusCode.BadRequest);
            await AssertRepliesAsync(operation, Roles.Agent, address, HttpStatusCode.Forbidden);
            await AssertRepliesAsync(operation, null, address, HttpStatusCode.Unauthorized);
        }

        async Task AssertRepliesAsync(JsonNode operation, string? role, string address, HttpStatusCode status)
        {
            using var client = dashboard.CreateClient(role);
            if (role is null)
                client.DefaultRequestHeaders.Authorization = new("Bearer", "no token");
            using var reply = await client.GetAsync(address, TestContext.Current.CancellationToken);
            Assert.Equal((address, status), (address, reply.StatusCode));
            Assert.Contains(reply.Content.Headers.ContentType!.MediaType, operation["responses"]![$"{(int)status}"]!["content"]!.AsObject().Select(type => type.Key));
        }
    }

    private string AddressOf(string path, JsonArray parameters) => parameters.Where(parameter => parameter!["in"]!.ToString() == "path")
        .Aggregate(path, (address, parameter) => address.Replace($"{{{parameter!["name"]}}}", ValueOf(parameter), StringComparison.Ordinal));

    private string ValueOf(JsonNode parameter)
    {
        var schema = parameter["schema"]!;
        if (schema["$ref"]?.ToString() is { } reference)
            schema = served.Root["components"]!["schemas"]![reference.Split('/')[^1]]!;
        return (schema["enum"]?[0] ?? parameter["examples"]?["example"]?["value"])?.ToString() ?? "true";
    }
}
