using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Recordings.Files;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.Objects;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Erasures;
using Superfone.Dashboard.Storage.Primary.Recordings;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Privacy;

/// <summary>Deletes what is older than the settings allow, and counts beforehand what that would be.</summary>
public sealed class Retention(
    RetentionTable table, RecordingTable recordings, RecordingStores stores, ErasureTable erasures, TraceErasure traces, ErasureSignal signal, IEventLog log,
    IDbContextFactory<ReadModelContext> contexts, PrimaryWriter writer, SettingStore settings, AuditLog audit, TimeProvider time)
{
    private const string LastRun = "RetentionRun";

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Counts what would be deleted now.</summary>
    /// <param name="days">How long what may be kept.</param>
    /// <param name="by">Who asks.</param>
    /// <exception cref="PermissionDeniedException">They may not.</exception>
    public async Task<RetentionCounts> CountAsync(RetentionDays days, Actor by)
    {
        by.Require(Permission.ManageSettings);
        return new RetentionCounts(
            await CountAsync(days.Bodies, table.CountBodies), await CountAsync(days.Recordings, table.CountRecordings),
            await CountAsync(days.Transcripts, table.CountTranscripts), days.Contacts > 0 ? (await InactiveAsync(days.Contacts)).Count : 0);
    }

    /// <summary>The last run; <see langword="null"/> if there was none.</summary>
    public RetentionRun? FindLastRun() => settings.Find(LastRun) is { } text ? JsonSerializer.Deserialize<RetentionRun>(text, JsonSerializerOptions.Web) : null;

    /// <summary>Deletes what is too old. It can be repeated after a kill.</summary>
    /// <param name="days">How long what may be kept.</param>
    /// <param name="cancellation">Stops between two transactions.</param>
    /// <exception cref="ObjectStoreException">Recordings in S3 could not be deleted; everything else was.</exception>
    internal async Task<RetentionRun> RunAsync(RetentionDays days, CancellationToken cancellation)
    {
        var (files, hindrance) = await DeleteRecordingsAsync(days.Recordings, cancellation);
        var bodies = await DeleteAsync(days.Bodies, table.DeleteBodies, cancellation);
        var transcripts = await DeleteAsync(days.Transcripts, table.DeleteTranscripts, cancellation);
        if (await writer.RunAsync(table.IsEpochDue))
        {
            await writer.RunAsync(traces.BeginEpoch);
            log.Notify();
        }

        IReadOnlyList<long> contacts = days.Contacts > 0 ? await InactiveAsync(days.Contacts) : [];
        foreach (var contactId in contacts)
            await writer.RunAsync(() => erasures.Request(contactId, LastRun, Now, Now));
        if (contacts.Count > 0)
            signal.Notify();

        var run = new RetentionRun(Now, new RetentionCounts(bodies, files, transcripts, contacts.Count));
        if (run.Counts != RetentionCounts.None)
            await audit.WriteAsync(Actor.System, AuditAction.Erase, $"retention: {bodies} deliveries, {files} recordings, {transcripts} summaries, {contacts.Count} contacts");
        if (hindrance is not null)
            throw hindrance;
        await settings.ReplaceConfigurationAsync([], [new(LastRun, JsonSerializer.Serialize(run, JsonSerializerOptions.Web))]);
        return run;
    }

    // An S3 store that does not delete now must not keep other data for longer.
    private async Task<(long Files, ObjectStoreException? Hindrance)> DeleteRecordingsAsync(int days, CancellationToken cancellation)
    {
        var files = 0L;
        try
        {
            while (days > 0 && await writer.RunAsync(() => table.Recordings(Before(days))) is { Count: > 0 } old)
            {
                foreach (var (cdrId, path) in old)
                {
                    cancellation.ThrowIfCancellationRequested();
                    await stores.DeleteAsync(path, cancellation);
                    await writer.RunAsync(() => recordings.Expire(cdrId, path));
                    files++;
                }
            }

            return (files, null);
        }
        catch (ObjectStoreException error)
        {
            return (files, error);
        }
    }

    private Task<long> CountAsync(int days, Func<DateTime, long> count) => days > 0 ? writer.RunAsync(() => count(Before(days))) : Task.FromResult(0L);

    private async Task<long> DeleteAsync(int days, Func<DateTime, int> delete, CancellationToken cancellation)
    {
        if (days == 0)
            return 0;
        var (sum, before) = (0L, Before(days));
        while (await writer.RunAsync(() => delete(before)) is > 0 and var count)
        {
            sum += count;
            cancellation.ThrowIfCancellationRequested();
        }

        return sum;
    }

    private async Task<IReadOnlyList<long>> InactiveAsync(int days)
    {
        var before = Before(days);
        await using var readModel = await contexts.CreateDbContextAsync();
        return await readModel.Contacts.Where(contact => contact.LastActivityUtc < before).OrderBy(contact => contact.ContactId).Select(contact => contact.ContactId).ToListAsync();
    }

    private DateTime Before(int days) => Now - TimeSpan.FromDays(days);
}

/// <summary>How many days what may be kept; 0 for ever.</summary>
/// <param name="Bodies">Deliveries that no state is computed from.</param>
/// <param name="Recordings">Files of recordings.</param>
/// <param name="Transcripts">Summaries and transcripts.</param>
/// <param name="Contacts">Contacts without activity.</param>
public sealed record RetentionDays(int Bodies, int Recordings, int Transcripts, int Contacts);

/// <summary>What retention deletes.</summary>
/// <param name="Bodies">Deliveries that no state is computed from.</param>
/// <param name="Recordings">Files of recordings.</param>
/// <param name="Transcripts">Summaries and transcripts.</param>
/// <param name="Contacts">Contacts without activity, with all that is known of them.</param>
public sealed record RetentionCounts(long Bodies, long Recordings, long Transcripts, long Contacts)
{
    /// <summary>Nothing.</summary>
    public static readonly RetentionCounts None = new(0, 0, 0, 0);
}

/// <summary>A run of retention.</summary>
/// <param name="AtUtc">When it ended, UTC.</param>
/// <param name="Counts">What it deleted.</param>
public sealed record RetentionRun(DateTime AtUtc, RetentionCounts Counts);
