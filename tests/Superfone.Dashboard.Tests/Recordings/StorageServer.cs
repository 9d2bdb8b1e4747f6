using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Superfone.Dashboard.Tests.Recordings;

/// <summary>The sender's storage: a real HTTP server on a free port of this machine, with configurable responses.</summary>
internal sealed class StorageServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, RequestDelegate> _answers = new();

    private StorageServer(WebApplication app) => _app = app;

    /// <summary>The paths that were asked for, in order.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public static async Task<StorageServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new StorageServer(app);
        app.Run(server.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>Unique audio of a given length.</summary>
    public static byte[] Audio(int length, int seed = 1)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        "ID3"u8.CopyTo(bytes);
        return bytes;
    }

    /// <summary>Answers a path from now on.</summary>
    /// <returns>The URL of the path with a signature.</returns>
    public string On(string path, RequestDelegate answer)
    {
        _answers[path] = answer;
        return UrlOf(path);
    }

    /// <summary>Serves a file, whole and with its length.</summary>
    public string OnFile(string path, byte[] file) => On(path, context =>
    {
        context.Response.ContentType = "application/octet-stream";
        context.Response.ContentLength = file.Length;
        return context.Response.Body.WriteAsync(file, context.RequestAborted).AsTask();
    });

    public string OnStatus(string path, int status) => On(path, context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    });

    public string UrlOf(string path) => $"{_app.Urls.First()}{path}?X-Amz-Signature={Signature}";

    /// <summary>Texts that must never be shown.</summary>
    public const string Signature = "5ec2e7516a47";

    public int CountOf(string path) => Requests.Count(request => request == path);

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }

    private Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        Requests.Enqueue(path);
        if (_answers.TryGetValue(path, out var answer))
            return answer(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
