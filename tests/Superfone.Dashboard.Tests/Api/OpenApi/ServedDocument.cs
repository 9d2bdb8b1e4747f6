using System.Text.Json.Nodes;

namespace Superfone.Dashboard.Tests.Api.OpenApi;

/// <summary>The OpenAPI document, as it is served.</summary>
public sealed class ServedDocument : IAsyncLifetime
{
    private static readonly string[] Methods = ["get", "head", "post", "put", "patch", "delete"];

    /// <summary>The document as text.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The document.</summary>
    public JsonNode Root { get; private set; } = null!;

    /// <summary>All operations, as method and path.</summary>
    public IEnumerable<(string Name, JsonNode Operation)> Operations => Root["paths"]!.AsObject()
        .SelectMany(path => path.Value!.AsObject().Where(operation => Methods.Contains(operation.Key)), (path, operation) => ($"{operation.Key.ToUpperInvariant()} {path.Key}", operation.Value!));

    /// <summary>All named schemas.</summary>
    public IEnumerable<(string Name, JsonNode Schema)> Schemas => Root["components"]!["schemas"]!.AsObject().Select(schema => (schema.Key, schema.Value!));

    public async ValueTask InitializeAsync()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = dashboard.CreateClient(Configuration.Roles.Viewer);
        Text = (await client.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken)).ReplaceLineEndings("\n").Trim();
        Root = JsonNode.Parse(Text)!;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
