using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;

namespace Superfone.Dashboard.Benchmarks.Pages;

/// <summary>
/// A page as a browser holds it open, without the browser: it loads the page, starts its circuit and confirms what it is sent, so
/// that fifty of them leave the machine to the server.
/// </summary>
internal sealed partial class OpenPage : IAsyncDisposable
{
    private readonly HubConnection _connection;
    private readonly Lock _lock = new();
    private readonly List<RenderBatch> _batches = [];
    private readonly TaskCompletionSource _rendered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly CookieContainer _cookies;
    private readonly Uri _url;
    private string _circuit = "";

    private OpenPage(HubConnection connection, Uri url, CookieContainer cookies) => (_connection, _url, _cookies) = (connection, url, cookies);

    /// <summary>What it was sent since the last call, oldest first.</summary>
    public IReadOnlyList<RenderBatch> TakeBatches()
    {
        lock (_lock)
        {
            var taken = _batches.ToArray();
            _batches.Clear();
            return taken;
        }
    }

    /// <summary>Opens a page.</summary>
    /// <param name="url">Its address.</param>
    /// <param name="cookies">Who is signed in.</param>
    public static async Task<OpenPage> OpenAsync(Uri url, CookieContainer cookies)
    {
        using var client = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies });
        var html = await client.GetStringAsync(url);
        var markers = Marker().Matches(html).Select(match => JsonNode.Parse(match.Groups[1].Value)!)
            .Where(marker => marker["type"]?.GetValue<string>() == "server").ToList();
        var operations = markers.Select((marker, index) => new { type = "add", ssrComponentId = index + 1, marker }).ToList();
        var state = State().Match(html) is { Success: true } found ? found.Groups[1].Value : "";

        var builder = new HubConnectionBuilder().WithUrl(new Uri(url, "/_blazor"), options => options.Cookies = cookies);
        builder.Services.AddSingleton<IHubProtocol, BlazorPack>();
        var page = new OpenPage(builder.Build(), url, cookies);
        page.Listen();
        await page._connection.StartAsync();
        var origin = new Uri(url, "/").ToString();
        page._circuit = await page._connection.InvokeAsync<string>("StartCircuit", origin, url.ToString(), "[]", "");
        await page._connection.SendAsync("UpdateRootComponents", JsonSerializer.Serialize(new { batchId = 1, operations }), state);
        await page._rendered.Task.WaitAsync(TimeSpan.FromSeconds(30));
        return page;
    }

    /// <summary>Closes the page as a browser does: it says so, and the server does not wait for it to come back.</summary>
    public async ValueTask DisposeAsync()
    {
        using (var client = new HttpClient(new SocketsHttpHandler { CookieContainer = _cookies }))
        using (var circuit = new MultipartFormDataContent { { new StringContent(_circuit), "circuitId" } })
        using (var reply = await client.PostAsync(new Uri(_url, "/_blazor/disconnect"), circuit))
            reply.EnsureSuccessStatusCode();
        await _connection.DisposeAsync();
    }

    private void Listen()
    {
        _connection.On<long, byte[]>("JS.RenderBatch", (id, batch) =>
        {
            lock (_lock)
                _batches.Add(new RenderBatch(Stopwatch.GetTimestamp(), batch));
            _rendered.TrySetResult();
            return _connection.SendAsync("OnRenderCompleted", id, null);
        });

        // What it calls in the browser has no result worth the name, but a module that it loads must be something.
        _connection.On<long, string, string, int, long, int>("JS.BeginInvokeJS", (id, _, _, result, _, _) =>
        {
            var value = (JSCallResultType)result == JSCallResultType.JSObjectReference ? """{"__jsObjectId":1}""" : "null";
            return id == 0 ? Task.CompletedTask : _connection.SendAsync("EndInvokeJSFromDotNet", id, true, $"[{id},true,{value}]");
        });
        _connection.On<string>("JS.Error", error => _rendered.TrySetException(new InvalidOperationException(error)));
    }

    [GeneratedRegex("<!--Blazor:({.*?})-->")]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->")]
    private static partial Regex State();
}

/// <summary>One change of a page.</summary>
/// <param name="Timestamp">When it was received, in <see cref="Stopwatch"/>'s ticks.</param>
/// <param name="Bytes">What was sent.</param>
internal sealed record RenderBatch(long Timestamp, byte[] Bytes)
{
    private static readonly byte[] RowLink = Encoding.UTF8.GetBytes("/calls/");

    /// <summary>Whether it brings a call.</summary>
    public bool Brings(long cdrId) => Bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes($"/calls/{cdrId}")) >= 0;

    /// <summary>How many rows of calls it brings.</summary>
    public int Rows => Bytes.AsSpan().Count(RowLink);
}
