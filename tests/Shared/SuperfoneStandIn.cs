using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Superfone.Dashboard.Tests.Shared;

/// <summary>Superfone's click-to-call on a free port of this machine, as it is documented; it answers otherwise when told to.</summary>
public sealed class SuperfoneStandIn : IAsyncDisposable
{
    /// <summary>The key that it accepts.</summary>
    public const string Key = "sf_live_a_key_of_the_business";

    private const string Success = """{"data":{"notificationID":12345,"sentSuccess":true},"message":"success"}""";

    private readonly WebApplication _app;
    private readonly CancellationTokenSource _closing = new();

    private SuperfoneStandIn(WebApplication app) => _app = app;

    /// <summary>Starts one.</summary>
    public static async Task<SuperfoneStandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var service = new SuperfoneStandIn(app);
        app.MapGet("/superfone/api/customer/click-2-call", (Delegate)service.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return service;
    }

    /// <summary>Its address, as it is configured.</summary>
    public string BaseUrl => $"{_app.Urls.First()}/superfone";

    /// <summary>Settings that call through it.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["Superfone:ClickToCall:BaseUrl"] = BaseUrl,
        ["Superfone:ClickToCall:ApiKey"] = Key,
        ["Superfone:ClickToCall:AllowPrivateNetworks"] = "true",
    };

    /// <summary>The requests that it got with the right key, as <c>START +customer +user</c>.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Its next answers in place of success: a status and a body; without a body it never answers.</summary>
    public ConcurrentQueue<(int Status, string? Body)> Answers { get; } = new();

    /// <summary>While set, answers wait for it.</summary>
    public TaskCompletionSource? Held { get; set; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _app.DisposeAsync();
        _closing.Dispose();
    }

    private async Task<IResult> AnswerAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if (context.Request.Headers["X-API-Key"] != Key)
            return Results.Json(new { message = "Unauthorized" }, statusCode: StatusCodes.Status401Unauthorized);
        Requests.Enqueue($"{query["call_action"]} {query["customer_number"]} {query["user_number"]}");
        if (Held is { } held)
            await held.Task.WaitAsync(_closing.Token);
        if (!Answers.TryDequeue(out var answer))
            return Results.Text(Success, "application/json");
        if (answer.Body is null)
            await Task.Delay(Timeout.InfiniteTimeSpan, CancellationTokenSource.CreateLinkedTokenSource(_closing.Token, context.RequestAborted).Token);
        return Results.Text(answer.Body, "application/json", statusCode: answer.Status);
    }
}
