using System.Text.Json;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Operations.Backups;

/// <summary>What became of the last backups and drills in the configured folder. It is stored, so that it outlives a restart.</summary>
public sealed class BackupState(SettingStore settings)
{
    private const string Success = $"{SettingStore.Backups}Success";
    private const string Failure = $"{SettingStore.Backups}Failure";
    private const string Drill = $"{SettingStore.Backups}Drill";

    private volatile BackupSuccess? _success;
    private volatile BackupFailure? _failure;
    private volatile DrillResult? _drill;
    private int _failures;

    /// <summary>The last backup that was made; <see langword="null"/> if there is none.</summary>
    public BackupSuccess? LastSuccess => _success;

    /// <summary>The last backup that failed, if none was made since.</summary>
    public BackupFailure? LastFailure => _failure is { } failure && !(_success?.AtUtc > failure.AtUtc) ? failure : null;

    /// <summary>The last restore drill; <see langword="null"/> if there is none.</summary>
    public DrillResult? LastDrill => _drill;

    /// <summary>The number of backups that failed since the start.</summary>
    public int Failures => Volatile.Read(ref _failures);

    /// <summary>Reads what is stored: a command may have made a backup.</summary>
    /// <exception cref="System.Data.Common.DbException">The database cannot be read.</exception>
    public void Refresh()
    {
        _success = Read<BackupSuccess>(Success);
        _failure = Read<BackupFailure>(Failure);
        _drill = Read<DrillResult>(Drill);
    }

    /// <summary>Stores a backup that was made.</summary>
    public Task SaveAsync(BackupSuccess success)
    {
        _success = success;
        return WriteAsync(Success, success);
    }

    /// <summary>Stores a backup that failed.</summary>
    public Task SaveAsync(BackupFailure failure)
    {
        _failure = failure;
        Interlocked.Increment(ref _failures);
        return WriteAsync(Failure, failure);
    }

    /// <summary>Stores the result of a drill.</summary>
    public Task SaveAsync(DrillResult drill)
    {
        _drill = drill;
        return WriteAsync(Drill, drill);
    }

    private T? Read<T>(string name)
        where T : class => settings.Find(name) is { } text ? JsonSerializer.Deserialize<T>(text, JsonSerializerOptions.Web) : null;

    private Task WriteAsync<T>(string name, T value) => settings.SetAsync(name, JsonSerializer.Serialize(value, JsonSerializerOptions.Web));
}

/// <summary>A backup that was made.</summary>
/// <param name="AtUtc">The time at which it ended, UTC.</param>
/// <param name="Path">Its full path.</param>
/// <param name="SizeBytes">The size of its files in bytes.</param>
/// <param name="WrittenBytes">The bytes that were written; the rest is shared with earlier backups.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Problems">One sentence for each recording that was missing or damaged.</param>
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
