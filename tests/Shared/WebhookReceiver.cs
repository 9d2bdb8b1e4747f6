using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Superfone.Dashboard.Tests.Shared;

/// <summary>A receiver of passed-on events on a free port of this machine. It keeps what it gets, and checks signatures by hand.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebhookReceiver(WebApplication app) => _app = app;

    /// <summary>Starts one.</summary>
    /// <param name="answer">Decides the answer to a post; 200 unless given.</param>
    public static async Task<WebhookReceiver> StartAsync(Func<ReceivedPost, HttpContext, Task<int>>? answer = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var receiver = new WebhookReceiver(app) { Answer = answer ?? ((_, _) => Task.FromResult((int)HttpStatusCode.OK)) };
        app.MapPost("/{**path}", receiver.ReceiveAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    /// <summary>Decides the answer to a post.</summary>
    public Func<ReceivedPost, HttpContext, Task<int>> Answer { get; set; } = null!;

    /// <summary>All posts, in order.</summary>
    public ConcurrentQueue<ReceivedPost> Posts { get; } = new();

    /// <summary>The posts that were accepted, in order.</summary>
    public IEnumerable<ReceivedPost> Accepted => Posts.Where(post => post.Status == (int)HttpStatusCode.OK);

    /// <summary>Where it listens.</summary>
    public string Url => $"{_app.Urls.First()}/hook";

    /// <summary>Waits until it has accepted some posts.</summary>
    public async Task WaitAsync(int count)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (Accepted.Count() < count)
        {
            Assert.False(late.IsCancellationRequested, $"{Accepted.Count()} of {count} came; {Posts.Count} posts");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TestContext.Current.CancellationToken);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var headers = context.Request.Headers;
        var post = new ReceivedPost(
            headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(), headers["webhook-signature"].ToString(), headers.ContentType.ToString(),
            headers.ContentEncoding.ToString(), body.ToArray());
        Posts.Enqueue(post);
        context.Response.StatusCode = await Answer(post, context);
        post.Status = context.Response.StatusCode;
    }
}

/// <summary>What a receiver got.</summary>
public sealed record ReceivedPost(string Id, string Timestamp, string Signature, string ContentType, string ContentEncoding, byte[] Body)
{
    /// <summary>The status that it was answered with; 0 while it is being answered.</summary>
    public int Status { get; set; }

    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>Whether one of its signatures was made with a secret.</summary>
    public bool IsSignedWith(string secret)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{Id}.{Timestamp}."), .. Body];
        var expected = "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), signed));
        return Signature.Split(' ').Contains(expected);
    }
}
