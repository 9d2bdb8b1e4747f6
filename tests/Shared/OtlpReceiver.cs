using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Superfone.Dashboard.Tests.Shared;

/// <summary>A collector of OTLP over HTTP on a free port of this machine. It keeps what it gets, and reads the spans.</summary>
public sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OtlpReceiver(WebApplication app) => _app = app;

    /// <summary>Starts one.</summary>
    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var receiver = new OtlpReceiver(app);
        app.MapPost("/v1/{signal}", receiver.ReceiveAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    /// <summary>Settings of an application that sends to it, soon.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["Superfone:Telemetry:OtlpEndpoint"] = _app.Urls.First(),
        ["Superfone:Telemetry:OtlpProtocol"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "100",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
    };

    /// <summary>All spans.</summary>
    public ConcurrentQueue<ReceivedSpan> Spans { get; } = new();

    /// <summary>All that was received, as text, by signal: <c>traces</c>, <c>metrics</c> or <c>logs</c>.</summary>
    public ConcurrentQueue<(string Signal, string Text)> Texts { get; } = new();

    /// <summary>Waits until something has been received.</summary>
    public static async Task WaitAsync(Func<bool> hasCome, Func<string> otherwise)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!hasCome())
        {
            Assert.False(late.IsCancellationRequested, otherwise());
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var signal = (string)context.Request.RouteValues["signal"]!;
        if (signal == "traces")
        {
            foreach (var span in Fields(body.ToArray(), 1).SelectMany(resource => Fields(resource, 2)).SelectMany(scope => Fields(scope, 2)))
                Spans.Enqueue(new ReceivedSpan(Hex(span, 1), Hex(span, 2), Hex(span, 4), Encoding.UTF8.GetString(Fields(span, 5).First())));
        }

        Texts.Enqueue((signal, Encoding.UTF8.GetString(body.ToArray())));
        context.Response.ContentType = "application/x-protobuf";
    }

    private static string Hex(byte[] message, int field) => Convert.ToHexString(Fields(message, field).FirstOrDefault() ?? []);

    // The wire format: a key, which is the field's number and the kind of its value, and the value.
    private static IEnumerable<byte[]> Fields(byte[] message, int field)
    {
        for (var at = 0; at < message.Length;)
        {
            var key = Number(message, ref at);
            var start = at;
            switch (key & 7)
            {
                case 0:
                    Number(message, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 2:
                    var length = (int)Number(message, ref at);
                    (start, at) = (at, at + length);
                    break;
                case 5:
                    at += 4;
                    break;
            }

            if ((int)(key >> 3) == field)
                yield return message[start..at];
        }
    }

    private static ulong Number(byte[] message, ref int at)
    {
        var number = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[at++];
            number |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return number;
        }
    }
}

/// <summary>A span.</summary>
public sealed record ReceivedSpan(string TraceId, string SpanId, string ParentId, string Name);
