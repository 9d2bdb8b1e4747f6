using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Superfone.Dashboard.Benchmarks.Ingest;
using Superfone.Dashboard.Ingest.Webhook;
using Superfone.Dashboard.Projections.Runtime;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Benchmarks;

/// <summary>The whole application on a free port, with its data in a folder that goes with it, and the contenders beside the webhook.</summary>
internal sealed class BenchmarkHost : IAsyncDisposable
{
    /// <summary>What the load presents.</summary>
    public const string Secret = "the secret of the benchmark";

    /// <summary>Who is signed in.</summary>
    public const string OwnerEmail = "owner@example.com";

    /// <summary>Their password.</summary>
    public const string OwnerPassword = "correct horse battery";

    /// <summary>What programs present.</summary>
    public const string ApiToken = "the token of the benchmark";

    private readonly WebApplication _app;
    private readonly string _directory;

    private BenchmarkHost(WebApplication app, string directory) => (_app, _directory) = (app, directory);

    /// <summary>Its services.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>How far its projection is.</summary>
    public ProjectionStatus Projection => Services.GetRequiredService<ProjectionService>().Status;

    /// <summary>The webhook.</summary>
    public Uri Webhook => At(WebhookController.Path);

    /// <summary>Starts one.</summary>
    /// <param name="parent">Folder in which it makes its own.</param>
    /// <param name="projects">Whether its projection runs.</param>
    /// <param name="settings">Configured values besides its own.</param>
    public static async Task<BenchmarkHost> StartAsync(string parent, bool projects, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var directory = Path.Combine(parent, Guid.NewGuid().ToString("N"));
        var app = DashboardApplication.Build(["--urls", "http://127.0.0.1:0"], builder =>
        {
            builder.Logging.ClearProviders();
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Superfone:Data:Directory"] = directory,
                ["Superfone:Webhook:Secrets:0"] = Secret,
                ["Superfone:Setup:OwnerEmail"] = OwnerEmail,
                ["Superfone:Setup:OwnerPassword"] = OwnerPassword,
                ["Superfone:Api:Tokens:0:Name"] = "Benchmark",
                ["Superfone:Api:Tokens:0:Token"] = ApiToken,
                ["Superfone:Api:Tokens:0:Role"] = "Agent",
                ["Superfone:Limits:CircuitsPerUser"] = "10000",
            });
            builder.Configuration.AddInMemoryCollection(settings);
        });
        app.MapContenders();
        await app.StartAsync();
        if (!projects)
            await app.Services.GetRequiredService<ProjectionService>().StopAsync(CancellationToken.None);
        return new BenchmarkHost(app, directory);
    }

    /// <summary>The address of a path.</summary>
    public Uri At(string path) => new(new Uri(_app.Urls.First()), path);

    /// <summary>Waits until its projection has everything that was posted.</summary>
    /// <param name="lastDeliveryId">The last delivery.</param>
    public async Task CatchUpAsync(long lastDeliveryId)
    {
        while (Projection.ProjectedDeliveryId < lastDeliveryId)
            await Task.Delay(20);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
