using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Decisions;
using Superfone.Dashboard.Deliveries;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Projection;
using Superfone.Dashboard.Queries;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.Truth;
using Superfone.Dashboard.Storage.Views;
using Superfone.Events;

namespace Superfone.Dashboard.Tests.Projection;

/// <summary>A log in a folder of its own, written as the application writes it, and the views that are projected from it.</summary>
internal sealed class LogOnDisk : IDisposable
{
    public static readonly PhoneBook Phones = new("IN");
    public static readonly BusinessCalendar Calendar = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata"));

    private static readonly Lazy<byte[]> EmptyTruth = new(MigrateEmptyTruth);
    private static readonly Lazy<byte[]> EmptyViews = new(CreateEmptyViews);

    private readonly string _folder;
    private readonly List<IDisposable> _toDispose = [];
    private readonly DeliveryTable _deliveries;
    private readonly DecisionLog _decisions;
    private readonly LogReader _log;
    private Projector? _projector;

    /// <summary>An empty log.</summary>
    /// <param name="parent">Where to put its folder, if it matters.</param>
    public LogOnDisk(string? parent = null)
    {
        _folder = Path.Combine(parent ?? Path.GetTempPath(), $"superfone-log-{Guid.NewGuid():N}");
        Directory.CreateDirectory(_folder);
        File.WriteAllBytes(Path.Combine(_folder, "superfone.db"), EmptyTruth.Value);
        File.WriteAllBytes(Path.Combine(_folder, "views.db"), EmptyViews.Value);
        Truth = new TruthFile(FolderAt(_folder));
        Views = ViewsIn(_folder);
        Views.Open();
        var signal = new DeliverySignal();
        _deliveries = new DeliveryTable(Truth, TimeSpan.FromMinutes(15));
        _decisions = new DecisionLog(Truth, signal, Time);
        _log = new LogReader(Truth.ConnectionString);
        _toDispose.AddRange([_log, _deliveries, Truth]);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 5, 15, 12, 0, 0, TimeSpan.Zero));

    public TruthFile Truth { get; }

    public LogReader Log => _log;

    public ViewsFile Views { get; private set; }

    /// <summary>Makes items of calls.</summary>
    public CallItems CallItems => new(new TruthContexts(Truth), Time);

    /// <summary>Reads calls.</summary>
    public CallQueries Calls => new(Views, CallItems, Phones);

    public DateTime Now => Time.GetUtcNow().UtcDateTime;

    /// <summary>Keeps bodies as received now, in one commit.</summary>
    public IReadOnlyList<Receipt> Append(params IEnumerable<string> bodies)
    {
        var now = Time.GetUtcNow().ToUnixTimeMilliseconds();
        var batch = bodies.Select(System.Text.Encoding.UTF8.GetBytes)
            .Select(body => new PendingDelivery(ReceivedBody.Plain(body), EventClassifier.Classify(body), now)).ToList();
        _deliveries.Append(batch);
        return [.. batch.Select(delivery => delivery.Inserted!)];
    }

    public void Link(string cdrUuid, long cdrId) =>
        _decisions.AppendAsync(DecisionKind.LinkSummary, cdrUuid, cdrId, null, "asha@example.com").GetAwaiter().GetResult();

    public void Unlink(string cdrUuid, long cdrId) =>
        _decisions.AppendAsync(DecisionKind.UnlinkSummary, cdrUuid, cdrId, null, "asha@example.com").GetAwaiter().GetResult();

    public void Close(string phoneKey, string? note = null) =>
        _decisions.AppendAsync(DecisionKind.CloseFollowUp, phoneKey, null, note, "asha@example.com").GetAwaiter().GetResult();

    public void Reopen(string phoneKey) =>
        _decisions.AppendAsync(DecisionKind.ReopenFollowUp, phoneKey, null, null, "asha@example.com").GetAwaiter().GetResult();

    /// <summary>Folds in everything that is not folded in yet; what changed is returned.</summary>
    public IReadOnlyCollection<Change> Project()
    {
        _projector ??= NewProjector(Views.OpenWriter());
        return ProjectAll(_projector);
    }

    /// <summary>Appends and projects.</summary>
    public void Take(params IEnumerable<string> bodies)
    {
        Append(bodies);
        Project();
    }

    /// <summary>Ends the projector as a crash would: nothing that is not committed stays.</summary>
    public void StopProjecting()
    {
        _projector?.Dispose();
        _projector = null;
    }

    public Projector NewProjector(ViewsWriter writer) => new(writer, _log, Phones, Calendar, NullLogger.Instance);

    /// <summary>Starts the application's views again, in the same folder.</summary>
    public void Reopen() => ReopenIn("Asia/Kolkata");

    /// <summary>Starts them again, made for another time zone than they may have been.</summary>
    public void ReopenIn(string zone) => ReopenIn(TimeZoneInfo.FindSystemTimeZoneById(zone));

    /// <summary>The same, with rules of the zone's own.</summary>
    public void ReopenIn(TimeZoneInfo zone)
    {
        StopProjecting();
        Views = ViewsIn(_folder, zone);
        Views.Open();
    }

    public void Rebuild()
    {
        Project();
        var rebuilt = NewProjector(Views.CreateNext(_log.Stamp));
        ProjectAll(rebuilt);
        rebuilt.Complete();
        Views.SwapToNext();
        StopProjecting();
        _projector = rebuilt;
    }

    /// <summary>What the same log gives when it is projected into an empty file.</summary>
    public string DumpFromScratch()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, Guid.NewGuid().ToString("N"))).FullName;
        File.WriteAllBytes(Path.Combine(folder, "views.db"), EmptyViews.Value);
        var views = ViewsIn(folder);
        views.Open();
        using (var projector = NewProjector(views.OpenWriter()))
            ProjectAll(projector);
        return ViewsDump.Of(views);
    }

    public string Dump() => ViewsDump.Of(Views);

    public T Read<T>(Func<ViewsContext, T> query)
    {
        using var views = Views.CreateDbContext();
        return query(views);
    }

    /// <summary>The call that a summary belongs to, and how that was found.</summary>
    public (long? CdrId, MatchedBy? MatchedBy) LinkOf(string cdrUuid)
    {
        var summary = Read(views => views.Summaries.Single(row => row.CdrUuid == cdrUuid));
        return (summary.CdrId, summary.MatchedBy);
    }

    public string FileOf(string name) => Path.Combine(_folder, name);

    public void Dispose()
    {
        StopProjecting();
        foreach (var part in _toDispose)
            part.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static HashSet<Change> ProjectAll(Projector projector)
    {
        HashSet<Change> changes = [];
        while (projector.ProjectBatch(256) is { } changed)
            changes.UnionWith(changed);
        return changes;
    }

    private static DataDirectory FolderAt(string path) => new(Options.Create(new DataOptions { Directory = path }));

    private static ViewsFile ViewsIn(string folder, TimeZoneInfo? zone = null) => new(
        FolderAt(folder), Options.Create(new DisplayOptions { TimeZone = zone ?? TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata"), PhoneRegion = "IN" }));

    private static byte[] MigrateEmptyTruth()
    {
        var folder = Directory.CreateTempSubdirectory("superfone-empty-").FullName;
        using var file = new TruthFile(FolderAt(folder));
        using (var context = new TruthContext(new DbContextOptionsBuilder<TruthContext>().UseSqlite(file.CreatingConnectionString).Options))
            context.Database.Migrate();
        return BytesOf(file.Path, folder);
    }

    private static byte[] CreateEmptyViews()
    {
        var folder = Directory.CreateTempSubdirectory("superfone-empty-").FullName;
        ViewsIn(folder).Open();
        return BytesOf(Path.Combine(folder, "views.db"), folder);
    }

    private static byte[] BytesOf(string path, string folder)
    {
        var bytes = File.ReadAllBytes(path);
        Directory.Delete(folder, recursive: true);
        return bytes;
    }

    private sealed class TruthContexts(TruthFile truth) : IDbContextFactory<TruthContext>
    {
        public TruthContext CreateDbContext() => new(new DbContextOptionsBuilder<TruthContext>().UseSqlite(truth.ConnectionString).Options);
    }
}
