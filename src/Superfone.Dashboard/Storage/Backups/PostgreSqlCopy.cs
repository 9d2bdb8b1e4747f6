using System.Data;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Storage.EventLog.PostgreSql;
using Superfone.Dashboard.Storage.Objects;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Copying;
using Superfone.Dashboard.Storage.Primary.PostgreSql;

namespace Superfone.Dashboard.Storage.Backups;

/// <summary>Copies a database of PostgreSQL row by row into a new <c>superfone.db</c>, and compares the two.</summary>
internal sealed class PostgreSqlCopy(PostgreSqlStore store, IDbContextFactory<PrimaryContext> contexts) : IPrimaryCopy
{
    private const string LastId = $"SELECT {PostgreSqlEventLog.LastId} AS \"Value\"";

    /// <inheritdoc/>
    public long SizeBytes => store.SizeBytes;

    /// <inheritdoc/>
    public void RequireExists()
    {
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, ListedFile> ReadFiles()
    {
        using var primary = contexts.CreateDbContext();
        Dictionary<string, ListedFile> files = new(StringComparer.Ordinal);
        foreach (var row in primary.Recordings.Where(row => row.Path != null && !row.Path.StartsWith(ObjectStore.PathScheme)).Select(row => new { row.Path, row.SizeBytes, row.Sha256 }))
            files.TryAdd(row.Path!, new ListedFile(row.SizeBytes, row.Sha256 is { } hash ? FileCopy.Hex(hash) : null));
        foreach (var path in primary.WithheldItems.Select(item => item.Path).Where(path => path != null && !path.StartsWith(ObjectStore.PathScheme)))
            files.TryAdd(path!, new ListedFile(null, null));
        return files;
    }

    /// <inheritdoc/>
    public RemoteRecordings CountRemote()
    {
        using var primary = contexts.CreateDbContext();
        var remote = primary.Recordings.Where(row => row.Path != null && row.Path.StartsWith(ObjectStore.PathScheme));
        return new RemoteRecordings(remote.LongCount(), remote.Sum(row => row.SizeBytes ?? 0));
    }

    /// <inheritdoc/>
    public PrimaryFacts Write(string target, Action<double> copied, CancellationToken cancellation)
    {
        using var from = contexts.CreateDbContext();
        from.Database.SetCommandTimeout(0);
        using var moment = from.Database.BeginTransaction(IsolationLevel.RepeatableRead);
        var last = from.Database.SqlQueryRaw<long>(LastId).Single();
        var total = Math.Max(1, last);
        PrimaryFacts? facts = null;
        NewPrimaryFile.Write(target, last, to =>
        {
            new TableCopy(from, to, rows => copied(Math.Min(1, (double)rows / total)), cancellation).Run();
            facts = FactsOf(from) with { LastMigration = to.Database.GetAppliedMigrations().Last() };
        });
        return facts!;
    }

    /// <inheritdoc/>
    public IReadOnlyList<KeyContent> ReadKeys()
    {
        using var primary = (PostgreSqlContext)contexts.CreateDbContext();
        return [.. primary.DataKeys.OrderBy(key => key.Id).AsEnumerable().Select(key => new KeyContent($"{key.Name}.xml", null, key.Xml))];
    }

    private static PrimaryFacts FactsOf(PrimaryContext primary) => new(
        primary.Settings.Where(setting => setting.Name == SettingStore.LogId).Select(setting => setting.Value).SingleOrDefault(),
        primary.Deliveries.Max(delivery => (long?)delivery.Id) ?? 0,
        primary.Decisions.Max(decision => (long?)decision.Id) ?? 0,
        null);
}
