using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Superfone.Dashboard.Tests.Shared;

/// <summary>
/// A push service on a free port of this machine, with the browsers that subscribed to it. It checks and decrypts what it gets as they would, and
/// refuses what they could not read.
/// </summary>
public sealed class PushStandIn : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, SubscribedBrowser> _browsers = new();

    private PushStandIn(WebApplication app) => _app = app;

    /// <summary>Starts one.</summary>
    public static async Task<PushStandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var service = new PushStandIn(app);
        app.MapPost("/push/{id}", service.ReceiveAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return service;
    }

    /// <summary>The number of posts that it got.</summary>
    public int Posts { get; private set; }

    /// <summary>What was wrong with posts.</summary>
    public ConcurrentQueue<string> Problems { get; } = new();

    /// <summary>A browser subscribes.</summary>
    public SubscribedBrowser Subscribe()
    {
        var browser = new SubscribedBrowser(new Uri(new Uri(_app.Urls.First()), $"/push/{Guid.NewGuid():N}").ToString());
        _browsers[new Uri(browser.Endpoint).Segments[^1]] = browser;
        return browser;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> ReceiveAsync(string id, HttpContext context)
    {
        Posts++;
        if (!_browsers.TryGetValue(id, out var browser))
            return Results.StatusCode((int)HttpStatusCode.NotFound);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        try
        {
            browser.Read(context.Request.Headers, body.ToArray(), isKept: browser.Answers.IsEmpty);
        }
        catch (Exception error)
        {
            Problems.Enqueue(error.Message);
            return Results.BadRequest(error.Message);
        }

        if (!browser.Answers.TryDequeue(out var answer))
            return Results.StatusCode((int)HttpStatusCode.Created);
        if (answer.RetryAfter is { } seconds)
            context.Response.Headers.RetryAfter = $"{seconds}";
        return Results.StatusCode((int)answer.Status);
    }
}
