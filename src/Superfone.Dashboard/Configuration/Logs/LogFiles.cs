using System.Text;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.File;

namespace Superfone.Dashboard.Configuration.Logs;

/// <summary>
/// The log files. They are opened once the data folder belongs to this instance; entries from before are kept until then. What cannot be
/// written, because the disk is full for example, is lost here, and never holds anything up.
/// </summary>
internal sealed class LogFiles(Redaction redaction) : ILogEventSink, IDisposable
{
    /// <summary>The name of their folder in the data folder.</summary>
    public const string Folder = "logs";

    private const int MostBefore = 500;
    private const string Timestamp = "yyyy-MM-dd HH:mm:ss.fff'Z' ";

    private readonly Lock _lock = new();
    private readonly Queue<LogEvent> _before = new();
    private Logger? _files;

    /// <summary>Begins to write.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="options">The bounds of the files.</param>
    public void Open(string data, LogOptions options)
    {
        lock (_lock)
        {
            _files ??= new LoggerConfiguration().MinimumLevel.Verbose()
                .WriteTo.File(
                    new EntryFormatter(redaction, EntryStyle.Plain, Timestamp, isUtc: true), Path.Combine(data, Folder, "superfone-.log"),
                    rollingInterval: RollingInterval.Day, fileSizeLimitBytes: options.MaxFileBytes, rollOnFileSizeLimit: true,
                    retainedFileCountLimit: options.KeepFiles, hooks: new PrivateHooks())
                .CreateLogger();
            while (_before.TryDequeue(out var entry))
                _files.Write(entry);
        }
    }

    /// <inheritdoc/>
    public void Emit(LogEvent logEvent)
    {
        lock (_lock)
        {
            if (_files is not null)
                _files.Write(logEvent);
            else if (_before.Count < MostBefore)
                _before.Enqueue(logEvent);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
            _files?.Dispose();
    }

    // The folder is nobody else's either, so there is no moment at which others can read the file.
    private sealed class PrivateHooks : FileLifecycleHooks
    {
        public override Stream OnFileOpened(string path, Stream underlyingStream, Encoding encoding)
        {
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            return underlyingStream;
        }
    }
}
