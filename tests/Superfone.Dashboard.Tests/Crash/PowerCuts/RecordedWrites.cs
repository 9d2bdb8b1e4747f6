using System.Collections.Concurrent;

namespace Superfone.Dashboard.Tests.Crash.PowerCuts;

/// <summary>What SQLite wrote while the real program received deliveries, started again, and recomputed its read model.</summary>
public sealed class RecordedWrites : IAsyncLifetime
{
    private const int Starts = 2;
    private const int PostsPerStart = 150;
    private const int Senders = 4;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("superfone-power-");

    /// <summary>The record.</summary>
    public string RecordPath => Path.Combine(_folder.FullName, "writes");

    /// <summary>The acknowledged bodies, each with the length of the record when its reply arrived.</summary>
    public IReadOnlyList<(long Id, byte[] Body, long RecordEnd)> Acknowledged { get; private set; } = [];

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The record replaces SQLite's file system for Linux.");
        var acknowledged = new ConcurrentBag<(long, byte[], long)>();

        // The second start finds a log that the first one has moved into the database and deleted.
        for (var start = 0; start < Starts; start++)
        {
            await using var dashboard = new CrashedDashboard(
                _folder.FullName,
                shellPrefix: $"export DOTNET_STARTUP_HOOKS='{typeof(PowerCutTests).Assembly.Location}' {RecordedFiles.Variable}='{RecordPath}'; ");
            await Task.WhenAll(Enumerable.Range(0, Senders).Select(async sender =>
            {
                var traffic = new CrashTraffic((start * 10) + sender);
                for (var post = 0; post <= PostsPerStart / Senders; post++)
                {
                    var body = traffic.Next();
                    var id = await dashboard.PostAsync(body);
                    acknowledged.Add((id, body, new FileInfo(RecordPath).Length));
                    if (post % 10 == 9)
                        await dashboard.LinkAsync(traffic.NextLink());
                    if ((start, sender, post) == (Starts - 1, 0, PostsPerStart / Senders / 2))
                        (await dashboard.SendAsync(HttpMethod.Post, "/api/v1/projection/rebuild")).EnsureSuccessStatusCode();
                }
            }));
            await dashboard.WaitUntilProjectedAsync();
            await dashboard.StopAsync();
        }

        Acknowledged = [.. acknowledged];
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
