using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Storage.Objects;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Sqlite;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Storage.Checks;

/// <summary>Checks the data in a folder without changing anything, beside a running instance or without one.</summary>
/// <param name="folder">The full path of the data directory.</param>
/// <param name="copy">The full path of a copy of the primary database; <see langword="null"/> if it is in the data directory itself.</param>
/// <param name="isStillStored">Whether a recording of the copy still has the file that it had; <see langword="null"/> without a copy.</param>
public sealed class DataCheck(string folder, string? copy = null, Func<Recording, bool>? isStillStored = null)
{
    private readonly string _primary = copy ?? Path.Combine(folder, PrimaryFile.Name);

    /// <summary>Whether there is a primary database.</summary>
    public bool Exists => File.Exists(_primary);

    /// <summary>Reads the settings made on pages, by configuration key; none if they cannot be read.</summary>
    public IReadOnlyDictionary<string, string?> StoredSettings()
    {
        Dictionary<string, string?> settings = [];
        UntouchedDatabase.Check(_primary, primary =>
        {
            settings = PrimaryCheck.StoredSettings(primary);
            return CheckResult.Ok();
        });
        return settings;
    }

    /// <summary>Checks the structure of the primary database.</summary>
    public CheckResult Primary(CancellationToken cancellation) => UntouchedDatabase.Check(_primary, UntouchedDatabase.CheckIntegrity, cancellation);

    /// <summary>Checks whether this version can use the primary database.</summary>
    public CheckResult Schema() => UntouchedDatabase.Check(_primary, PrimaryCheck.Schema);

    /// <summary>Checks the ids of deliveries.</summary>
    public CheckResult LogIds() => UntouchedDatabase.Check(_primary, PrimaryCheck.LogIds);

    /// <summary>Checks the decisions.</summary>
    public CheckResult Decisions() => UntouchedDatabase.Check(_primary, PrimaryCheck.Decisions);

    /// <summary>Checks all stored bodies.</summary>
    public CheckResult Bodies(IProgress<(long Done, long Total)> progress, CancellationToken cancellation) =>
        UntouchedDatabase.Check(_primary, primary => BodyCheck.Run(primary, progress, cancellation), cancellation);

    /// <summary>Checks the structure of the read model.</summary>
    public CheckResult ReadModel(CancellationToken cancellation) => ReadModelCheck.Find(folder) is { } path
        ? UntouchedDatabase.Check(path, UntouchedDatabase.CheckIntegrity, cancellation)
        : CheckResult.Ok("there is none of this version; the next start computes it");

    /// <summary>Compares the read model with the log.</summary>
    /// <param name="display">What the read model depends on besides the log.</param>
    /// <param name="cancellation">Stops the check.</param>
    public CheckResult ReadModelAgainstLog(DisplayOptions display, CancellationToken cancellation)
    {
        if (ReadModelCheck.Find(folder) is not { } path)
            return CheckResult.Ok("there is none of this version; the next start computes it");
        var madeFor = ReadModelStamp.Of(display);
        return UntouchedDatabase.Check(
            path, readModel => UntouchedDatabase.Check(_primary, log => ReadModelCheck.AgainstLog(readModel, log, madeFor, isCopy: copy is not null), cancellation), cancellation);
    }

    /// <summary>Checks the files of recordings.</summary>
    /// <param name="store">The S3 store, which may have some.</param>
    /// <param name="progress">Receives the bytes that were read so far, and of all.</param>
    /// <param name="cancellation">Stops the check.</param>
    public CheckResult Recordings(ObjectStore store, IProgress<(long Done, long Total)> progress, CancellationToken cancellation) =>
        UntouchedDatabase.Check(_primary, primary => new RecordingCheck(primary, folder, new ObjectCheck(store, cancellation), isStillStored, cancellation).Run(progress), cancellation);
}
