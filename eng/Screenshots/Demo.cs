using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Superfone.Dashboard;
using Superfone.Dashboard.Demo;

/// <summary>A demo in this process, with a fixed seed and on a fixed day.</summary>
internal sealed class Demo : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Demo(WebApplication app) => _app = app;

    /// <summary>Its clock.</summary>
    public static TimeProvider Time { get; } = new DemoDay();

    /// <summary>The link that signs in.</summary>
    public Uri Entry => new(_app.Services.GetRequiredService<DemoMode>().EntryLink(_app.Urls.First().Replace("127.0.0.1", "localhost", StringComparison.Ordinal)));

    /// <summary>Starts it, and waits until its history is posted and the latest recordings are downloaded.</summary>
    public static async Task<Demo> StartAsync(TimeSpan settle)
    {
        var app = DashboardApplication.Build(["--demo=2026", "--urls", "http://127.0.0.1:0", "--Superfone:PublicUrl=https://calls.example.com"], builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton(Time);
        });
        await app.StartAsync();
        await Task.Delay(settle);
        return new Demo(app);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
