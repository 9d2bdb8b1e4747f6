using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Superfone.Dashboard.Projections.Runtime;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Events;

namespace Superfone.Dashboard.Benchmarks.Seeding;

/// <summary>The whole application over a seeded business; its folder stays, so that a million calls are seeded once.</summary>
internal sealed class SeededBusiness : IAsyncDisposable
{
    private const int Batch = 512;

    private readonly WebApplication _app;

    private SeededBusiness(WebApplication app, string directory) => (_app, Directory) = (app, directory);

    /// <summary>The folder of its data.</summary>
    public string Directory { get; }

    /// <summary>Its services.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Where it listens.</summary>
    public Uri Url => new(_app.Urls.First());

    /// <summary>Starts it, seeding first what is missing.</summary>
    /// <param name="parent">Folder that holds seeded businesses, one folder each.</param>
    /// <param name="calls">How many calls it has had.</param>
    /// <param name="days">Over how many days they are spread; see <see cref="BusinessBodies.Days"/>.</param>
    public static async Task<SeededBusiness> StartAsync(string parent, int calls, int? days = null)
    {
        var directory = Path.Combine(parent, string.Create(CultureInfo.InvariantCulture, $"superfone-{calls}-calls{(days is null ? "" : $"-in-{days}-days")}"));
        var business = new SeededBusiness(Build(directory), directory);
        await business._app.StartAsync();
        business.Seed(new BusinessBodies(calls) { Days = days });

        var projection = business.Services.GetRequiredService<ProjectionService>();
        business.Services.GetRequiredService<IEventLog>().Notify();
        var started = Stopwatch.GetTimestamp();
        while (projection.Status is var status && (status.LastDeliveryId == 0 || status.ProjectedDeliveryId < status.LastDeliveryId))
        {
            if (Stopwatch.GetElapsedTime(started) > TimeSpan.FromSeconds(20))
            {
                Console.Error.WriteLine($"{calls} calls: {status.ProjectedDeliveryId} of {status.LastDeliveryId} deliveries projected");
                started = Stopwatch.GetTimestamp();
            }

            await Task.Delay(100);
        }

        return business;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static WebApplication Build(string directory) => DashboardApplication.Build(["--urls", "http://127.0.0.1:0"], builder =>
    {
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(new StoppedClock(BusinessBodies.Now));
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Superfone:Data:Directory"] = directory,
            ["Superfone:Webhook:Secrets:0"] = BenchmarkHost.Secret,
            ["Superfone:Setup:OwnerEmail"] = BenchmarkHost.OwnerEmail,
            ["Superfone:Setup:OwnerPassword"] = BenchmarkHost.OwnerPassword,
            ["Superfone:Recordings:Enabled"] = "false",
        });
    });

    // Straight into the log, with the writer's own statements: a year's deliveries are not posted in a minute.
    private void Seed(BusinessBodies all)
    {
        var log = Services.GetRequiredService<IEventLog>();
        using var writer = log.OpenWriter(TimeSpan.Zero);
        using var reader = log.OpenReader();
        var bodies = all.All().Skip((int)reader.LastDeliveryId);
        foreach (var batch in bodies.Chunk(Batch))
        {
            writer.Append([.. batch.Select(delivery => new PendingDelivery(
                ReceivedBody.Plain(delivery.Body), EventClassifier.Classify(delivery.Body), new DateTimeOffset(delivery.ReceivedUtc).ToUnixTimeMilliseconds()))]);
        }
    }

    private sealed class StoppedClock(DateTime now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(now);
    }
}
