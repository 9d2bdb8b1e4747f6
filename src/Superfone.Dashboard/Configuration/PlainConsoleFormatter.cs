using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Superfone.Dashboard.Configuration;

/// <summary>
/// Writes log entries like the framework's simple formatter, but escapes text that could pass for another entry or control a terminal,
/// because messages and errors quote untrusted text.
/// </summary>
internal sealed class PlainConsoleFormatter(IOptionsMonitor<ConsoleFormatterOptions> options, TimeProvider time) : ConsoleFormatter(FormatterName)
{
    /// <summary>Its name under <c>Logging:Console:FormatterName</c>; the default.</summary>
    public const string FormatterName = "plain";

    private const string Indent = "      ";

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        if (logEntry.Exception is null && string.IsNullOrEmpty(message))
            return;
        if (options.CurrentValue.TimestampFormat is { } format)
            textWriter.Write((options.CurrentValue.UseUtcTimestamp ? time.GetUtcNow() : time.GetLocalNow()).ToString(format, System.Globalization.CultureInfo.CurrentCulture));
        textWriter.WriteLine($"{NameOf(logEntry.LogLevel)}: {logEntry.Category}[{logEntry.EventId.Id}]");
        if (options.CurrentValue.IncludeScopes)
            scopeProvider?.ForEachScope(static (scope, writer) => writer.WriteLine($"{Indent}=> {OneLine.Of(scope?.ToString())}"), textWriter);
        if (!string.IsNullOrEmpty(message))
            textWriter.WriteLine(Indent + OneLine.Of(message));
        if (logEntry.Exception is { } error)
            Write(error, "", textWriter);
    }

    private static void Write(Exception error, string lead, TextWriter writer)
    {
        writer.WriteLine($"{Indent}{lead}{error.GetType().FullName}: {OneLine.Of(error.Message)}");
        foreach (var inner in error is AggregateException several ? several.InnerExceptions : error.InnerException is { } only ? [only] : Enumerable.Empty<Exception>())
            Write(inner, "---> ", writer);
        foreach (var line in (error.StackTrace ?? "").Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
            writer.WriteLine(Indent + OneLine.Of(line));
    }

    private static string NameOf(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };
}
