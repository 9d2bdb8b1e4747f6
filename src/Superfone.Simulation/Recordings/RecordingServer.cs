using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Superfone.Simulation;

/// <summary>Serves recordings as a store with pre-signed URLs would: each is made anew when it is asked for, and nothing is kept.</summary>
public sealed class RecordingServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private long _lastAsked;
    private int _served;

    private RecordingServer(WebApplication app, TimeProvider time)
    {
        (_app, _time, _lastAsked) = (app, time, time.GetTimestamp());
        app.Run(ServeAsync);
    }

    /// <summary>Where it listens.</summary>
    public Uri Url => new(_app.Urls.First());

    /// <summary>How many recordings were handed out whole.</summary>
    public int Served => Volatile.Read(ref _served);

    /// <summary>How long nobody has asked for anything.</summary>
    public TimeSpan Idle => _time.GetElapsedTime(Volatile.Read(ref _lastAsked));

    /// <summary>Starts it.</summary>
    /// <param name="host">Address to listen on; whoever fetches must reach it.</param>
    /// <param name="port">Port to listen on; 0 for any that is free.</param>
    /// <param name="time">Its clock: links end.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<RecordingServer> StartAsync(string host, int port, TimeProvider time, CancellationToken cancellation)
    {
        // Empty: neither files nor the environment nor the command line of whoever starts it say anything to it.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls($"http://{host}:{port}");
        builder.Logging.ClearProviders();
        var server = new RecordingServer(builder.Build(), time);
        try
        {
            await server._app.StartAsync(cancellation);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        return server;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        Volatile.Write(ref _lastAsked, _time.GetTimestamp());
        var (request, response) = (context.Request, context.Response);
        var path = request.Path.Value ?? "";
        if (!RecordingLink.IsOpen(path, request.Query["X-Amz-Date"], request.Query["X-Amz-Signature"], _time.GetUtcNow().UtcDateTime))
        {
            response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        if (RecordingLink.PlanOf(path) is not { } plan)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var audio = new RecordingAudio(plan);
        response.ContentType = RecordingAudio.ContentType;
        response.ContentLength = audio.Length;
        if (HttpMethods.IsHead(request.Method))
            return;
        await audio.WriteAsync(response.Body, context.RequestAborted);
        Volatile.Write(ref _lastAsked, _time.GetTimestamp());
        Interlocked.Increment(ref _served);
    }
}
