using Serilog.Core;
using Serilog.Events;

namespace Superfone.Dashboard.Configuration.Logs;

/// <summary>The last warnings and errors since the start, redacted.</summary>
public sealed class RecentLog : ILogEventSink
{
    /// <summary>The number of entries that are remembered.</summary>
    public const int Most = 100;

    private readonly Queue<RecentEntry> _entries = new();

    /// <summary>The entries, newest first.</summary>
    public IReadOnlyList<RecentEntry> Entries
    {
        get
        {
            lock (_entries)
                return [.. _entries.Reverse()];
        }
    }

    /// <inheritdoc/>
    public void Emit(LogEvent logEvent)
    {
        if (logEvent.Level < LogEventLevel.Warning)
            return;
        var entry = new RecentEntry(
            logEvent.Timestamp.UtcDateTime, EntryFormatter.LevelOf(logEvent.Level), EntryFormatter.CategoryOf(logEvent).Split('.')[^1],
            OneLine.Of(EntryFormatter.MessageOf(logEvent)), logEvent.Exception?.GetType().Name);
        lock (_entries)
        {
            _entries.Enqueue(entry);
            if (_entries.Count > Most)
                _entries.Dequeue();
        }
    }
}

/// <summary>A warning or an error.</summary>
/// <param name="AtUtc">When, UTC.</param>
/// <param name="Level">How bad.</param>
/// <param name="Source">The part that says it.</param>
/// <param name="Message">What it says, redacted and on one line.</param>
/// <param name="Error">The type of the error that caused it, if any.</param>
public sealed record RecentEntry(DateTime AtUtc, LogLevel Level, string Source, string Message, string? Error);
