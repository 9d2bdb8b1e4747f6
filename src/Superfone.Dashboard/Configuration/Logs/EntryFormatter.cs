using System.Globalization;
using System.Text.Json;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Parsing;

namespace Superfone.Dashboard.Configuration.Logs;

/// <summary>How log entries are written.</summary>
internal enum EntryStyle
{
    /// <summary>A line with level and category, then indented ones.</summary>
    Plain,

    /// <summary>One line with the priority that journald reads.</summary>
    Systemd,

    /// <summary>One line of JSON.</summary>
    Json,
}

/// <summary>
/// Writes log entries like the framework's formatters of the same names, but escapes text that could pass for another entry or control a
/// terminal, because messages and errors quote untrusted text, and redacts it.
/// </summary>
/// <param name="redaction">Redacts errors; values of the entry are redacted already.</param>
/// <param name="style">How entries are written.</param>
/// <param name="timestampFormat">The format of the time in front; <see langword="null"/> for none.</param>
/// <param name="isUtc">Whether that time is UTC.</param>
internal sealed class EntryFormatter(Redaction redaction, EntryStyle style, string? timestampFormat, bool isUtc) : ITextFormatter
{
    private const string Indent = "      ";

    /// <inheritdoc/>
    public void Format(LogEvent logEvent, TextWriter output) => output.WriteLine(style switch
    {
        EntryStyle.Plain => PlainOf(logEvent),
        EntryStyle.Systemd => $"<{PriorityOf(logEvent.Level)}>{TimeOf(logEvent)}{CategoryOf(logEvent)}[{EventIdOf(logEvent)}] {string.Join(' ', [OneLine.Of(MessageOf(logEvent)), .. ErrorOf(logEvent)])}",
        EntryStyle.Json => JsonSerializer.Serialize(new
        {
            Timestamp = logEvent.Timestamp.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture),
            EventId = EventIdOf(logEvent),
            LogLevel = $"{LevelOf(logEvent.Level)}",
            Category = CategoryOf(logEvent),
            Message = MessageOf(logEvent),
            Exception = logEvent.Exception is null ? null : string.Join('\n', ErrorOf(logEvent)),
        }),
    });

    /// <summary>The message of an entry, without quotation marks around texts.</summary>
    public static string MessageOf(LogEvent entry)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        foreach (var token in entry.MessageTemplate.Tokens)
        {
            if (token is PropertyToken property && entry.Properties.TryGetValue(property.PropertyName, out var value) && value is ScalarValue { Value: string plain })
                text.Write(plain);
            else
                token.Render(entry.Properties, text, CultureInfo.InvariantCulture);
        }

        return text.ToString();
    }

    /// <summary>The category of an entry.</summary>
    public static string CategoryOf(LogEvent entry) => entry.Properties.GetValueOrDefault("SourceContext") is ScalarValue { Value: string category } ? category : "";

    /// <summary>The level of an entry, as the framework names it.</summary>
    public static LogLevel LevelOf(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose => LogLevel.Trace,
        LogEventLevel.Debug => LogLevel.Debug,
        LogEventLevel.Information => LogLevel.Information,
        LogEventLevel.Warning => LogLevel.Warning,
        LogEventLevel.Error => LogLevel.Error,
        LogEventLevel.Fatal => LogLevel.Critical,
    };

    private string PlainOf(LogEvent entry)
    {
        List<string> lines = [$"{TimeOf(entry)}{NameOf(entry.Level)}: {CategoryOf(entry)}[{EventIdOf(entry)}]"];
        if (MessageOf(entry) is { Length: > 0 } message)
            lines.Add(Indent + OneLine.Of(message));
        lines.AddRange(ErrorOf(entry).Select(line => Indent + line));
        return string.Join(Environment.NewLine, lines);
    }

    private string TimeOf(LogEvent entry) =>
        timestampFormat is null ? "" : (isUtc ? entry.Timestamp.ToUniversalTime() : entry.Timestamp.ToLocalTime()).ToString(timestampFormat, CultureInfo.InvariantCulture);

    private static string EventIdOf(LogEvent entry) =>
        entry.Properties.GetValueOrDefault("EventId") is StructureValue id && id.Properties.FirstOrDefault(part => part.Name == "Id")?.Value is ScalarValue { Value: { } number } ? $"{number}" : "0";

    private IEnumerable<string> ErrorOf(LogEvent entry) => entry.Exception is { } error ? LinesOf(error, "") : [];

    private IEnumerable<string> LinesOf(Exception error, string lead)
    {
        yield return $"{lead}{error.GetType().FullName}: {OneLine.Of(redaction.Of(error.Message))}";
        foreach (var inner in error is AggregateException several ? several.InnerExceptions : error.InnerException is { } only ? [only] : Enumerable.Empty<Exception>())
        {
            foreach (var line in LinesOf(inner, "---> "))
                yield return line;
        }

        foreach (var line in (error.StackTrace ?? "").Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
            yield return OneLine.Of(line);
    }

    private static string NameOf(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose => "trce",
        LogEventLevel.Debug => "dbug",
        LogEventLevel.Information => "info",
        LogEventLevel.Warning => "warn",
        LogEventLevel.Error => "fail",
        LogEventLevel.Fatal => "crit",
    };

    private static int PriorityOf(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose or LogEventLevel.Debug => 7,
        LogEventLevel.Information => 6,
        LogEventLevel.Warning => 4,
        LogEventLevel.Error => 3,
        LogEventLevel.Fatal => 2,
    };
}
