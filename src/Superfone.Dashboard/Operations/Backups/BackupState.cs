using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Operations.Backups;

/// <summary>
/// The results of the last backups and drills in the configured folder. They are stored, so that they outlive a restart. If they cannot be, for example because
/// the disk of the data is full, they count nevertheless, and are stored later: backups go on.
/// </summary>
public sealed class BackupState(SettingStore settings, ILogger<BackupState> logger)
{
    private const string Success = $"{SettingStore.Backups}Success";
    private const string Failure = $"{SettingStore.Backups}Failure";
    private const string Drill = $"{SettingStore.Backups}Drill";
    private const string Tested = $"{SettingStore.Backups}Tested";
    private const string Configured = $"{SettingStore.Backups}Configured";

    private readonly ConcurrentDictionary<string, string?> _unsaved = new();
    private readonly Lock _changing = new();

    private volatile BackupSuccess? _success;
    private volatile BackupFailure? _failure;
    private volatile DrillResult? _drill;
    private volatile string? _tested;
    private volatile BackupConfigured? _configured;
    private int _failures;
    private int _changes;

    /// <summary>The last backup that was made; <see langword="null"/> if there is none.</summary>
    public BackupSuccess? LastSuccess => _success;

    /// <summary>The last backup that failed, if none was made since.</summary>
    public BackupFailure? LastFailure => _failure;

    /// <summary>The last restore drill; <see langword="null"/> if there is none.</summary>
    public DrillResult? LastDrill => _drill;

    /// <summary>The full path of the last backup whose drill found nothing; <see langword="null"/> if there is none.</summary>
    public string? LastTested => _tested;

    /// <summary>The time at which a folder of backups was first seen to be configured, UTC; <see langword="null"/> if it was not yet.</summary>
    public DateTime? ConfiguredUtc => _configured?.AtUtc;

    /// <summary>The number of backups that failed since the start.</summary>
    public int Failures => Volatile.Read(ref _failures);

    /// <summary>Reads what is stored: a command, or another node, may have made a backup. What could not be stored before is stored first.</summary>
    /// <exception cref="DbException">The database cannot be read.</exception>
    public async Task RefreshAsync()
    {
        var changes = Volatile.Read(ref _changes);
        if (!await StoreAsync())
            return;
        var success = Read<BackupSuccess>(Success) is { Path: not null } read ? read with { Problems = read.Problems ?? [] } : null;
        var (failure, drill, tested, configured) = (Read<BackupFailure>(Failure), Read<DrillResult>(Drill), Read<string>(Tested), Read<BackupConfigured>(Configured));
        lock (_changing)
        {
            // What a backup of this node has said meanwhile is newer.
            if (changes == _changes)
                (_success, _failure, _drill, _tested, _configured) = (success, failure, drill, tested, configured);
        }
    }

    /// <summary>Stores a backup that was made.</summary>
    public Task SaveAsync(BackupSuccess success)
    {
        Change(() =>
        {
            (_success, _failure) = (success, null);
            _unsaved[Failure] = null;
            Keep(Success, success);
        });
        return StoreAsync();
    }

    /// <summary>Stores a backup that failed.</summary>
    public Task SaveAsync(BackupFailure failure)
    {
        Change(() =>
        {
            _failure = failure;
            _failures++;
            Keep(Failure, failure);
        });
        return StoreAsync();
    }

    /// <summary>Stores the result of a drill.</summary>
    /// <param name="drill">The result.</param>
    /// <param name="backup">The full path of the backup whose restore was tried; <see langword="null"/> if it came to none.</param>
    public Task SaveAsync(DrillResult drill, string? backup)
    {
        Change(() =>
        {
            _drill = drill;
            Keep(Drill, drill);
            if (drill.Finding is not null || backup is null)
                return;
            _tested = backup;
            Keep(Tested, backup);
        });
        return StoreAsync();
    }

    /// <summary>Stores since when a folder is configured, unless it is known.</summary>
    /// <param name="nowUtc">The current time, UTC.</param>
    public Task SaveConfiguredAsync(DateTime nowUtc)
    {
        if (_configured is not null)
            return Task.CompletedTask;
        Change(() =>
        {
            _configured = new BackupConfigured(nowUtc);
            Keep(Configured, _configured);
        });
        return StoreAsync();
    }

    // A value that cannot be read must not stop backups.
    private T? Read<T>(string name)
        where T : class
    {
        try
        {
            return settings.Find(name) is { } text ? JsonSerializer.Deserialize<T>(text, JsonSerializerOptions.Web) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Keep<T>(string name, T value) => _unsaved[name] = JsonSerializer.Serialize(value, JsonSerializerOptions.Web);

    private void Change(Action change)
    {
        lock (_changing)
        {
            _changes++;
            change();
        }
    }

    private async Task<bool> StoreAsync()
    {
        var all = _unsaved.ToArray();
        if (all.Length == 0)
            return true;
        try
        {
            var current = all.Where(value => !IsOutdated(value)).ToList();
            await settings.ReplaceConfigurationAsync([.. current.Where(value => value.Value is null).Select(value => value.Key)], [.. current.Where(value => value.Value is not null)]);
            foreach (var value in all)
                _unsaved.TryRemove(value);
            return true;
        }
        catch (DbException error)
        {
            logger.LogWarning("The result of a backup cannot be stored yet: {Reason}", error.Message);
            return false;
        }
    }

    // Another node may have made a backup since, while this one could not store how its own went.
    private bool IsOutdated(KeyValuePair<string, string?> result)
    {
        if (result is not { Key: Success or Failure or Drill, Value: { } text } || JsonSerializer.Deserialize<Dated>(text, JsonSerializerOptions.Web) is not { } ours)
            return false;
        string[] others = result.Key == Failure ? [Success, Failure] : [result.Key];
        return others.Any(other => Read<Dated>(other) is { } stored && stored.AtUtc > ours.AtUtc);
    }

    private sealed record BackupConfigured(DateTime AtUtc);

    private sealed record Dated(DateTime AtUtc);
}

/// <summary>A backup that was made.</summary>
/// <param name="AtUtc">The time at which it ended, UTC.</param>
/// <param name="Path">Its full path.</param>
/// <param name="SizeBytes">The size of its files in bytes.</param>
/// <param name="WrittenBytes">The bytes that were written; the rest is shared with earlier backups.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Problems">One sentence for each thing that weakens it, such as a recording that was missing or damaged.</param>
public sealed record BackupSuccess(DateTime AtUtc, string Path, long SizeBytes, long WrittenBytes, double Seconds, IReadOnlyList<string> Problems);

/// <summary>A backup that failed.</summary>
/// <param name="AtUtc">The time at which it failed, UTC.</param>
/// <param name="Reason">Why: a sentence.</param>
public sealed record BackupFailure(DateTime AtUtc, string Reason);

/// <summary>The result of a restore drill.</summary>
/// <param name="AtUtc">The time at which it ended, UTC.</param>
/// <param name="Finding">What was wrong: a sentence; <see langword="null"/> if the backup could be restored and was complete.</param>
/// <param name="Deliveries">The last delivery that was compared.</param>
/// <param name="Recordings">The number of recordings that were compared.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record DrillResult(DateTime AtUtc, string? Finding, long Deliveries, int Recordings, double Seconds);
