using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Superfone.Dashboard.Benchmarks;

/// <summary>A server of recordings of any length, <c>/bytes/name</c>, made of one piece in memory over and over.</summary>
internal sealed class RecordingStorage : IAsyncDisposable
{
    private static readonly byte[] Piece = MakePiece();

    private readonly WebApplication _app;
    private TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RecordingStorage(WebApplication app) => _app = app;

    public static async Task<RecordingStorage> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var storage = new RecordingStorage(builder.Build());
        storage._app.Run(storage.AnswerAsync);
        await storage._app.StartAsync();
        return storage;
    }

    /// <summary>URL of a recording.</summary>
    public string UrlOf(long bytes, string name) => string.Create(CultureInfo.InvariantCulture, $"{_app.Urls.First()}/{bytes}/{name}.mp3");

    /// <summary>Answers nobody until <see cref="Open"/>.</summary>
    public void Close() => _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Answers all who wait, and whoever comes.</summary>
    public void Open() => _gate.TrySetResult();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static byte[] MakePiece()
    {
        var piece = new byte[1 << 16];
        new Random(1).NextBytes(piece);
        "ID3"u8.CopyTo(piece);
        return piece;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        await _gate.Task;
        var left = long.Parse(context.Request.Path.Value!.Split('/')[1], CultureInfo.InvariantCulture);
        context.Response.ContentLength = left;
        for (; left > 0; left -= Piece.Length)
            await context.Response.Body.WriteAsync(Piece.AsMemory(0, (int)Math.Min(left, Piece.Length)), context.RequestAborted);
    }
}
