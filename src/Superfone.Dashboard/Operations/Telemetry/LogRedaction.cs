using OpenTelemetry;
using OpenTelemetry.Logs;
using Superfone.Dashboard.Configuration.Logs;

namespace Superfone.Dashboard.Operations.Telemetry;

/// <summary>Redacts log entries before they are sent, as those of the console and the files are.</summary>
internal sealed class LogRedaction(Redaction redaction) : BaseProcessor<LogRecord>
{
    /// <inheritdoc/>
    public override void OnEnd(LogRecord data)
    {
        List<KeyValuePair<string, object?>> attributes = [];
        var message = data.FormattedMessage;
        foreach (var (name, value) in data.Attributes ?? [])
        {
            var kept = name == "{OriginalFormat}" || value is null || Redaction.IsHarmless(value) ? value : redaction.Of(name, value.ToString());
            if (kept is string text && value?.ToString() is { Length: > 0 } before && text != before)
                message = message?.Replace(before, text, StringComparison.Ordinal);
            attributes.Add(new(name, kept));
        }

        if (data.Exception is { } error)
        {
            attributes.Add(new("exception.type", error.GetType().FullName));
            attributes.Add(new("exception.message", redaction.Of(error.Message)));
            attributes.Add(new("exception.stacktrace", redaction.Of(error.ToString())));
            data.Exception = null;
        }

        data.FormattedMessage = message is null ? null : redaction.Of(message);
        data.Attributes = attributes;
    }
}
