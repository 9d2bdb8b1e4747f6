namespace Superfone.Dashboard.Configuration.Backups;

/// <summary><c>Superfone:Backup</c>: where and when backups are made. Also set on the page Settings, but for the passphrase.</summary>
public sealed class BackupOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Superfone:Backup";

    /// <summary>The full key of <see cref="Passphrase"/>.</summary>
    public static string PassphraseKey => $"{Section}:{nameof(Passphrase)}";

    /// <summary>The time of day at which backups are made, unless it is set.</summary>
    public const string DefaultAt = "02:30";

    /// <summary>The number of days of which backups are kept, unless it is set.</summary>
    public const int DefaultKeep = 14;

    /// <summary>
    /// Where backups are: the full path of a folder, or the address of a place in an S3 store (<see cref="S3Address"/>); <see langword="null"/> for no scheduled backups.
    /// </summary>
    public string? Directory { get; init; }

    /// <summary>The time of day at which a backup is made, in the business's time zone.</summary>
    public required TimeOnly At { get; init; }

    /// <summary>The number of days of which all backups are kept; of each month before, the first is.</summary>
    public required int Keep { get; init; }

    /// <summary>The passphrase by which backups are encrypted; <see langword="null"/> to leave them unencrypted.</summary>
    public string? Passphrase { get; init; }

    /// <summary>Whether the database is backed up before a new version changes its tables.</summary>
    public required bool BeforeUpgrade { get; init; }

    /// <summary>The full path of a folder, or an address in an S3 store as it is.</summary>
    /// <param name="place">What was configured or given.</param>
    public static string Locate(string place) => S3Address.IsMeant(place) ? S3Address.Parse(place)?.ToString() ?? place : Path.GetFullPath(place);

    internal static BackupOptions Read(SectionReader section) => new()
    {
        Directory = section.OptionalText("Directory")?.Trim() is { } directory ? Locate(directory) : null,
        At = section.TimeOfDay("At", DefaultAt),
        Keep = section.Int32("Keep", DefaultKeep),
        Passphrase = section.OptionalText("Passphrase"),
        BeforeUpgrade = section.Boolean("BeforeUpgrade", true),
    };
}
