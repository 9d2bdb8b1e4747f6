namespace Superfone.Dashboard.Configuration.Logs;

/// <summary><c>Superfone:Logs</c>: the log files, in the folder <c>logs</c> of the data folder.</summary>
public sealed class LogOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Superfone:Logs";

    /// <summary>Whether log files are written, besides standard output.</summary>
    public required bool ToFiles { get; init; }

    /// <summary>The size in bytes after which another file is begun; each day begins another one too.</summary>
    public required long MaxFileBytes { get; init; }

    /// <summary>The number of files that are kept.</summary>
    public required int KeepFiles { get; init; }

    internal static LogOptions Read(SectionReader section) => new()
    {
        ToFiles = section.Boolean(nameof(ToFiles), true),
        MaxFileBytes = section.Int64(nameof(MaxFileBytes), 10_485_760),
        KeepFiles = section.Int32(nameof(KeepFiles), 14),
    };
}
