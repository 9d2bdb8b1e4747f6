using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Superfone.Dashboard.Benchmarks.Destinations;

/// <summary>A receiver of passed-on events: <c>/fast</c> accepts each at once, <c>/dead</c> never answers.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private long _count;

    private Receiver(WebApplication app) => _app = app;

    /// <summary>How many events were accepted.</summary>
    public long Count => Interlocked.Read(ref _count);

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new Receiver(builder.Build());
        receiver._app.Run(receiver.AnswerAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>The URL of a path.</summary>
    public string At(string path) => _app.Urls.First() + path;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        if (context.Request.Path == "/dead")
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        else
            Interlocked.Increment(ref _count);
    }
}
