using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Configuration.Database;
using Superfone.Dashboard.Configuration.Hours;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Summaries;
using Superfone.Dashboard.Projections.Runtime;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.ReadModels.Insights;
using Superfone.Dashboard.ReadModels.People;
using Superfone.Dashboard.ReadModels.Tasks;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.Changes;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.EventLog.PostgreSql;
using Superfone.Dashboard.Storage.EventLog.Sqlite;
using Superfone.Dashboard.Storage.Faults;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.PostgreSql;
using Superfone.Dashboard.Storage.Primary.Sqlite;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;
using Superfone.Events;

namespace Superfone.Dashboard.Tests.Projections;

/// <summary>A log in a folder of its own, written as the application writes it, and the read model that is projected from it.</summary>
internal sealed class LogOnDisk : IDisposable
{
    /// <summary>Metrics that nobody reads.</summary>
    public static IMeterFactory Meters { get; } = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();

    public static readonly PhoneBook Phones = new("IN");
    public static readonly BusinessCalendar Calendar = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata"));

    public static readonly BusinessHours Hours = SetHours.None(Calendar);

    private static readonly Lazy<byte[]> EmptyReadModel = new(CreateEmptyReadModel);

    private readonly string _folder;
    private readonly List<IDisposable> _toDispose = [];
    private readonly IEventLogWriter _deliveries;
    private readonly DecisionLog _decisions;
    private readonly IEventLogReader _log;
    private readonly string? _database;
    private Projector? _projector;

    /// <summary>An empty log.</summary>
    /// <param name="parent">Where to put its folder, if it matters.</param>
    public LogOnDisk(string? parent = null)
    {
        _folder = Path.Combine(parent ?? Path.GetTempPath(), $"superfone-log-{Guid.NewGuid():N}");
        Directory.CreateDirectory(_folder);
        File.WriteAllBytes(Path.Combine(_folder, "views.db"), EmptyReadModel.Value);
        ReadModel = ReadModelIn(_folder);
        ReadModel.Open();
        if (TestStore.IsPostgres)
        {
            _database = PostgresServer.Shared.CreateDatabase();
            var store = new PostgreSqlStore(Options.Create(new StorageOptions { Provider = StorageProvider.Postgres, ConnectionString = _database }));
            (Primary, EventLog) = (store, new PostgreSqlEventLog(store, new DeliverySignal(), new SingleNode()));
        }
        else
        {
            MigratedDatabase.CopyTo(Path.Combine(_folder, PrimaryFile.Name));
            var file = new PrimaryFile(FolderAt(_folder));
            (Primary, EventLog) = (file, new SqliteEventLog(file, new DeliverySignal()));
        }

        _deliveries = EventLog.OpenWriter(TimeSpan.FromMinutes(15));
        var writer = new PrimaryWriter();
        _decisions = new DecisionLog(EventLog, writer, Time);
        _log = EventLog.OpenReader();
        _toDispose.AddRange([writer, _log, _deliveries, (IDisposable)Primary]);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 5, 15, 12, 0, 0, TimeSpan.Zero));

    public IPrimaryStore Primary { get; }

    public IEventLog EventLog { get; }

    public IEventLogReader Log => _log;

    public ReadModelFile ReadModel { get; private set; }

    /// <summary>What does not work.</summary>
    public StorageFaults Faults => field ??= new(FolderAt(_folder), TimeProvider.System, NullLogger<StorageFaults>.Instance);

    /// <summary>Makes items of calls.</summary>
    public CallItems CallItems => new(ReadModel, new PrimaryContexts(Primary), Hours, Time);

    /// <summary>Reads calls.</summary>
    public CallQueries Calls => new(ReadModel, CallItems, Users, Phones);

    /// <summary>Reads the names of users.</summary>
    public UserNames Users => new(new PrimaryContexts(Primary));

    /// <summary>Reads follow-ups.</summary>
    public FollowUpQueries FollowUps => new(ReadModel, FollowUpItems, Phones);

    /// <summary>Makes items of follow-ups.</summary>
    public FollowUpItems FollowUpItems => new(Users, Time);

    /// <summary>Reads contacts.</summary>
    public ContactQueries Contacts => new(ReadModel, Phones);

    /// <summary>Reads tasks.</summary>
    public TaskQueries Tasks => new(ReadModel, Time);

    /// <summary>Reads deliveries.</summary>
    public DeliveryQueries Deliveries => new(new PrimaryContexts(Primary), ReadModel, Phones);

    /// <summary>Reads insights.</summary>
    public InsightQueries Insights => new(ReadModel, Phones, CallItems);

    /// <summary>Reads summaries and transcripts.</summary>
    public ConversationQueries Conversations => new(ReadModel, Phones, CallItems);

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

    /// <summary>A decision about the follow-up of a number, or about a call.</summary>
    public void Decide(DecisionKind kind, string subject, string? note = null, string by = "asha@example.com") =>
        _decisions.AppendAsync(
            kind, subject, kind is DecisionKind.NoteCall or DecisionKind.TagCall ? long.Parse(subject, CultureInfo.InvariantCulture) : null, note, by).GetAwaiter().GetResult();

    public void Reopen(string phoneKey) =>
        _decisions.AppendAsync(DecisionKind.ReopenFollowUp, phoneKey, null, null, "asha@example.com").GetAwaiter().GetResult();

    /// <summary>Marks a number; <see langword="null"/> for a customer's.</summary>
    public void Mark(string phoneKey, NumberMark? mark) =>
        _decisions.AppendAsync(DecisionKind.MarkNumber, phoneKey, null, mark?.ToString(), "asha@example.com").GetAwaiter().GetResult();

    /// <summary>Sets an entry of the staff directory, or removes it if there is no name.</summary>
    public void SetStaff(string? name, string? phoneKey, long? assigneeUserId)
    {
        var note = name is null ? null : JsonSerializer.Serialize(new StaffNote(name, phoneKey, assigneeUserId), JsonSerializerOptions.Web);
        _decisions.AppendAsync(DecisionKind.SetStaff, StaffMember.KeyOf(phoneKey, assigneeUserId)!, null, note, "asha@example.com").GetAwaiter().GetResult();
    }

    /// <summary>Projects everything that is not projected yet, and returns the changes.</summary>
    public IReadOnlyCollection<Change> Project()
    {
        _projector ??= NewProjector(ReadModel.OpenWriter());
        return ProjectAll(_projector);
    }

    /// <summary>Appends and projects.</summary>
    public void AppendAndProject(params IEnumerable<string> bodies)
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

    public Projector NewProjector(ReadModelWriter writer) => NewProjector(writer, _log);

    /// <summary>Starts the application's read model again, in the same folder.</summary>
    public void Reopen() => ReopenIn("Asia/Kolkata");

    /// <summary>Starts them again, made for another time zone than they may have been.</summary>
    public void ReopenIn(string zone) => ReopenIn(TimeZoneInfo.FindSystemTimeZoneById(zone));

    /// <summary>The same, with rules of the zone's own.</summary>
    public void ReopenIn(TimeZoneInfo zone)
    {
        StopProjecting();
        ReadModel = ReadModelIn(_folder, zone);
        ReadModel.Open();
    }

    public void Rebuild()
    {
        Project();
        var rebuilt = Rebuild(ReadModel);
        StopProjecting();
        _projector = rebuilt;
    }

    /// <summary>The result of rebuilding the read model of the same log.</summary>
    public string DumpFromScratch()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, Guid.NewGuid().ToString("N"))).FullName;
        File.WriteAllBytes(Path.Combine(folder, "views.db"), EmptyReadModel.Value);
        var readModel = ReadModelIn(folder);
        readModel.Open();
        Rebuild(readModel).Dispose();
        return ReadModelDump.Of(readModel);
    }

    private Projector Rebuild(ReadModelFile readModel)
    {
        // Small parts, so that what one has written changes in the next ones.
        using var rebuild = new Rebuild(readModel, EventLog, _log, NewProjector, TimeProvider.System, Faults, NullLogger.Instance, partSize: 7);
        rebuild.Begin(_log.Stamp);
        while (!rebuild.ProjectBatch(256))
        {
            SpinWait.SpinUntil(() => rebuild.HasWork || rebuild.Error is not null);
            Assert.Null(rebuild.Error);
        }

        return rebuild.Swap(_log.Stamp) ?? throw new InvalidOperationException(rebuild.Error);
    }

    public static Projector NewProjector(ReadModelWriter writer, IEventLogReader reader) => new(writer, reader, NullLogger.Instance);

    public string Dump() => ReadModelDump.Of(ReadModel);

    public T Read<T>(Func<ReadModelContext, T> query)
    {
        using var readModel = ReadModel.CreateDbContext();
        return query(readModel);
    }

    /// <summary>The call that a summary belongs to, and how that was found.</summary>
    public (long? CdrId, MatchedBy? MatchedBy) LinkOf(string cdrUuid)
    {
        var summary = Read(readModel => readModel.Summaries.Single(row => row.CdrUuid == cdrUuid));
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
        TestStore.Drop(_database);
    }

    private static HashSet<Change> ProjectAll(Projector projector)
    {
        HashSet<Change> changes = [];
        while (projector.ProjectBatch(256) is { } changed)
            changes.UnionWith(changed);
        return changes;
    }

    private static DataDirectory FolderAt(string path) => new(Options.Create(new DataOptions { Directory = path }));

    private static ReadModelFile ReadModelIn(string folder, TimeZoneInfo? zone = null) => new(
        FolderAt(folder), () => new DisplayOptions { TimeZone = zone ?? TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata"), PhoneRegion = "IN" });

    private static byte[] CreateEmptyReadModel()
    {
        var folder = Directory.CreateTempSubdirectory("superfone-empty-").FullName;
        ReadModelIn(folder).Open();
        var bytes = File.ReadAllBytes(Path.Combine(folder, "views.db"));
        Directory.Delete(folder, recursive: true);
        return bytes;
    }

    private sealed class PrimaryContexts(IPrimaryStore primary) : IDbContextFactory<PrimaryContext>
    {
        public PrimaryContext CreateDbContext() => primary switch
        {
            PostgreSqlStore store => new PostgreSqlContext(new DbContextOptionsBuilder<PostgreSqlContext>().UseNpgsql(store.Source).Options),
            _ => new PrimaryContext(new DbContextOptionsBuilder<PrimaryContext>().UseSqlite(((PrimaryFile)primary).ConnectionString).Options),
        };
    }
}
