using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Privacy;
using Superfone.Dashboard.Recordings.Files;
using Superfone.Dashboard.Storage.Backups;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Erasures;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Snapshots;

namespace Superfone.Dashboard.Privacy;

/// <summary>
/// The steps of an erasure. Each can be repeated, and the next one begins only when it is durable, so that a kill at any moment loses
/// nothing: find what identifies the person, take it out of log and read model, and, when the erasure is due, delete what was withheld.
/// </summary>
public sealed class Eraser(
    ErasureTable erasures, LogErasure log, TraceErasure traces, PrimaryWriter writer, IEventLog signal, ProjectionProgress progress,
    IDbContextFactory<ReadModelContext> contexts, ReadModelFile readModel, RecordingStores recordings, UpgradeBackup upgrades, SnapshotBucket snapshots, ErasedSignal erased, NodeBoard nodes,
    PhoneBook phones, AuditLog audit, TimeProvider time, ILogger<Eraser> logger)
{
    // Deliveries wait while the database is compacted. A larger one waits for a quiet moment; one that would take too long is not compacted.
    private const long LargestCompactedAtOnce = 64L << 20;
    private const long LargestCompacted = 1L << 30;
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestWaitForQuiet = TimeSpan.FromDays(1);

    // A reader opens its file right after it was told which one is current.
    internal static readonly TimeSpan LongestOpening = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWaitForOthers = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Takes people out of everything that is shown.</summary>
    /// <param name="requested">The erasures, not hidden yet.</param>
    /// <param name="cancellation">Stops between steps.</param>
    public async Task HideAsync(IReadOnlyList<Erasure> requested, CancellationToken cancellation)
    {
        var epoch = 0L;
        foreach (var group in requested.GroupBy(erasure => erasure.IsDeferred ? (erasure.UpToDeliveryId, erasure.Id) : (erasure.UpToDeliveryId, 0)))
        {
            // The log is read once for all people that retention erases in a night.
            var people = group.Select(erasure => erasure.Keys).OfType<string>()
                .Select(stored => JsonSerializer.Deserialize<PersonKeys>(stored, JsonSerializerOptions.Default)!).ToList();
            if (group.Where(erasure => !people.Any(keys => keys.ContactIds.Contains(erasure.ContactId))).ToList() is { Count: > 0 } unknown)
                people.Add(await FindAsync(unknown, cancellation));
            foreach (var keys in people)
            {
                var first = group.First();
                log.Apply(new BodyErasure(keys, phones), first.UpToDeliveryId, first.IsDeferred ? first.Id : null, cancellation);
                await writer.RunAsync(() => traces.Apply(first, keys, phones));
            }

            epoch = await writer.RunAsync(traces.BeginEpoch);
        }

        signal.Notify();
        await progress.WaitAsync(position => position.LogEpoch >= epoch, Timeout.InfiniteTimeSpan, cancellation);
        foreach (var erasure in requested)
            await writer.RunAsync(() => erasures.Hidden(erasure.Id, Now));
    }

    /// <summary>Deletes what erasures withhold, and every trace of it in the files.</summary>
    /// <param name="due">The erasures, hidden and due.</param>
    /// <param name="cancellation">Stops between steps.</param>
    /// <returns>Whether they are done; otherwise another node still shows them, too many deliveries arrive, or somebody reads for long, and it must be tried again in a minute or later.</returns>
    public async Task<bool> ForgetAsync(IReadOnlyList<Erasure> due, CancellationToken cancellation)
    {
        if (await WaitForOthersAsync(cancellation) is { Count: > 0 } others)
        {
            logger.LogWarning("An erasure waits for {Nodes}, where pages still show what it erases", string.Join(", ", others));
            return false;
        }

        foreach (var erasure in due)
        {
            foreach (var path in await writer.RunAsync(() => traces.FilesOf(erasure.Id)))
                await recordings.DeleteAsync(path, cancellation);
            await writer.RunAsync(() => traces.Forget(erasure.Id));
        }

        await recordings.DeleteUnknownAsync(traces.KnownFiles, cancellation);
        upgrades.Delete();
        using (var reader = signal.OpenReader())
            await snapshots.DeleteErasedAsync(reader.Stamp, cancellation);
        await Task.Delay(LongestOpening, TimeProvider.System, cancellation);
        readModel.DeleteFormer();
        var size = traces.SizeBytes;
        var mayCompact = size <= LargestCompactedAtOnce || (size <= LargestCompacted && Now - await writer.RunAsync(traces.LastReceivedUtc) > Quiet);
        if (!mayCompact && size <= LargestCompacted && Now - due.Max(erasure => erasure.DueUtc) < LongestWaitForQuiet)
            return false;
        var left = await writer.RunAsync(() => traces.Compact(mayCompact));
        while (left == Compaction.LogInUse)
        {
            // A backup or a check reads for minutes. The file is compact already.
            await Task.Delay(RetryDelay, TimeProvider.System, cancellation);
            left = await writer.RunAsync(() => traces.Compact(false));
        }

        if (left == Compaction.DatabaseInUse)
        {
            logger.LogWarning("An erasure waits for a transaction that has run for long, such as a dump, or one that writes in another database of the server: until then PostgreSQL keeps what is erased");
            return false;
        }

        foreach (var erasure in due)
        {
            await audit.WriteAsync(Actor.System, AuditAction.Erase, $"erasure {erasure.Id} done");
            await writer.RunAsync(() => erasures.Done(erasure.Id, Now));
        }

        erased.Notify();
        return true;
    }

    // They hear of the erasure as this node does, and say how far they are every other second; a large log takes them longer.
    private async Task<IReadOnlyList<string>> WaitForOthersAsync(CancellationToken cancellation)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var others = await nodes.FindBeforeAsync(progress.Status.LogEpoch, cancellation);
            if (others.Count == 0 || TimeProvider.System.GetElapsedTime(begun) > LongestWaitForOthers)
                return others;
            await Task.Delay(RetryDelay, TimeProvider.System, cancellation);
        }
    }

    private async Task<PersonKeys> FindAsync(List<Erasure> group, CancellationToken cancellation)
    {
        var search = new PersonSearch(group.Select(erasure => erasure.ContactId).ToHashSet(), phones);
        var upTo = group[0].UpToDeliveryId;
        foreach (var delivery in log.Read(upTo))
        {
            cancellation.ThrowIfCancellationRequested();
            search.ReadFirst(delivery.Content, delivery.IsEvent);
        }

        foreach (var delivery in log.Read(upTo))
        {
            cancellation.ThrowIfCancellationRequested();
            search.ReadAgain(delivery.Content);
        }

        var keys = search.Finish();

        // Only the read model knows the summaries that were linked by inference or by hand.
        await using var shown = await contexts.CreateDbContextAsync(cancellation);
        foreach (var calls in keys.Calls.Chunk(500))
            keys.Uuids.UnionWith(await shown.Summaries.Where(summary => summary.CdrId != null && calls.Contains(summary.CdrId.Value)).Select(summary => summary.CdrUuid).ToListAsync(cancellation));
        await writer.RunAsync(() => erasures.SaveKeys(group[0].Id, keys));
        return keys;
    }
}
