using System.Net;

namespace Superfone.Dashboard.Tests.Crash.Phases;

/// <summary>Something that the program does, in the midst of which it is killed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Longest">Up to how many milliseconds after it has begun the program is killed.</param>
/// <param name="BeginAsync">Begins it in a running program; when the task ends, it has begun.</param>
internal sealed record Phase(string Name, int Longest, Func<KilledFolder, CrashedDashboard, Task> BeginAsync)
{
    private const int Backlog = 600;

    private static int _call;

    /// <summary>All but upgrades, downloads and restores.</summary>
    public static IReadOnlyList<Phase> All { get; } =
    [
        new("projection of a backlog", 500, (folder, dashboard) =>
        {
            // The kill ends it.
            var bodies = string.Concat(Enumerable.Range(0, Backlog).Select(_ => $"{Payload.SampleCall(7_000_000_000 + Interlocked.Increment(ref _call))}\n"));
            _ = dashboard.SendAsync(HttpMethod.Post, "/api/v1/deliveries/import", new StringContent(bodies));
            return Task.CompletedTask;
        }),
        new("rebuild", 300, RebuildAsync),
        new("swap", 12, async (folder, dashboard) =>
        {
            // A rebuilt file has a log only before it is filled, and once it is complete.
            var size = new FileInfo(RebuiltReadModel.Newest(folder.Data).Path).Length;
            var next = await RebuildAsync(folder, dashboard);
            await CrashedDashboard.WaitAsync(() => new FileInfo(next) is not { Exists: true } file || (file.Length > size / 2 && File.Exists($"{next}-wal")));
        }),
        new("start after a rebuild", 3, async (folder, dashboard) =>
        {
            var next = await RebuildAsync(folder, dashboard);
            await CrashedDashboard.WaitAsync(folder.IsSettled);
            dashboard.Kill();
            await using var process = folder.StartProcess();
            SpinWait.SpinUntil(() => !File.Exists(Path.Combine(folder.Data, "views.db")) || !File.Exists(next), TimeSpan.FromSeconds(20));
            process.Kill();
        }),
        new("retention, backup and restore drill", 1000, (_, _) => Task.CompletedTask) { Arrange = folder => folder.MakeNightDue() },
        new("erasure", 600, (folder, dashboard) => EraseAsync(dashboard, KilledFolder.People[0])),
        new("end of an erasure", 100, async (folder, dashboard) =>
        {
            await EraseAsync(dashboard, KilledFolder.People[1]);
            await CrashedDashboard.WaitAsync(() => folder.Count("SELECT COUNT(*) FROM Erasures WHERE HiddenUtc IS NULL") == 0);

            // Before the database is compacted, former read models are deleted.
            await CrashedDashboard.WaitAsync(() => Directory.GetFiles(folder.Data, "views*.db").Length == 1);
        }),
    ];

    /// <summary>Changes the data while the program does not run, so that the next start begins the phase.</summary>
    public Action<KilledFolder>? Arrange { get; init; }

    // The full path of the file that is being computed.
    private static async Task<string> RebuildAsync(KilledFolder folder, CrashedDashboard dashboard)
    {
        var next = Path.Combine(folder.Data, $"views.{RebuiltReadModel.Newest(folder.Data).Checkpoint.RebuildNumber + 1}.db");
        using var response = await dashboard.SendAsync(HttpMethod.Post, "/api/v1/projection/rebuild");
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        await CrashedDashboard.WaitAsync(() => File.Exists(next));
        return next;
    }

    private static async Task EraseAsync(CrashedDashboard dashboard, long contactId)
    {
        using var response = await dashboard.SendAsync(HttpMethod.Delete, $"/api/v1/contacts/{contactId}?when=now");
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }
}
