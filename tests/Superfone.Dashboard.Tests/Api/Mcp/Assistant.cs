using System.Text.Json.Nodes;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Superfone.Dashboard.Tests.Api.Mcp;

/// <summary>An assistant that is connected by the official client.</summary>
internal sealed class Assistant(McpClient client) : IAsyncDisposable
{
    /// <summary>The client.</summary>
    public McpClient Client => client;

    /// <summary>Connects with an API token.</summary>
    public static async Task<Assistant> ConnectAsync(RunningDashboard dashboard, string? token)
    {
        var options = new HttpClientTransportOptions { Endpoint = new Uri(dashboard.Url, "/mcp"), TransportMode = HttpTransportMode.StreamableHttp };
        if (token is not null)
            options.AdditionalHeaders = new Dictionary<string, string> { ["Authorization"] = $"Bearer {token}" };
        return new Assistant(await McpClient.CreateAsync(new HttpClientTransport(options), cancellationToken: TestContext.Current.CancellationToken));
    }

    /// <summary>Calls a tool and reads its answer.</summary>
    public async Task<JsonNode> AskAsync(string tool, params (string Name, object? Value)[] arguments)
    {
        var (isError, text) = await CallAsync(tool, arguments);
        Assert.False(isError, text);
        return JsonNode.Parse(text)!;
    }

    /// <summary>Calls a tool that refuses.</summary>
    public async Task<string> RefusedAsync(string tool, params (string Name, object? Value)[] arguments)
    {
        var (isError, text) = await CallAsync(tool, arguments);
        Assert.True(isError, text);
        return text;
    }

    public ValueTask DisposeAsync() => client.DisposeAsync();

    private async Task<(bool IsError, string Text)> CallAsync(string tool, (string Name, object? Value)[] arguments)
    {
        var result = await client.CallToolAsync(tool, arguments.ToDictionary(argument => argument.Name, argument => argument.Value), cancellationToken: TestContext.Current.CancellationToken);
        return (result.IsError == true, string.Concat(result.Content.OfType<TextContentBlock>().Select(block => block.Text)));
    }
}
