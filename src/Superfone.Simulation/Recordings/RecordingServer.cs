using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Superfone.Simulation;

/// <summary>Serves recordings as a store with pre-signed URLs would: each is generated on request, and nothing is stored.</summary>
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

    /// <summary>The server's address.</summary>
    public Uri Url => new(_app.Urls.First());

    /// <summary>The number of recordings that were served completely.</summary>
    public int Served => Volatile.Read(ref _served);

    /// <summary>The time since the last request.</summary>
    public TimeSpan Idle => _time.GetElapsedTime(Volatile.Read(ref _lastAsked));

    /// <summary>Starts the server.</summary>
    /// <param name="host">The address to listen on; clients must be able to reach it.</param>
    /// <param name="port">The port to listen on; 0 for any free port.</param>
    /// <param name="time">The clock by which links expire.</param>
    /// <param name="cancellation">Cancels the start.</param>
    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<RecordingServer> StartAsync(string host, int port, TimeProvider time, CancellationToken cancellation)
    {
        // Empty, so that the files, environment and command line of the host do not configure it.
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
