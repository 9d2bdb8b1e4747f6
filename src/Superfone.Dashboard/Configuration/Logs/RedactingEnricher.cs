using Serilog.Core;
using Serilog.Events;

namespace Superfone.Dashboard.Configuration.Logs;

/// <summary>Redacts the values of each log entry before anything writes it.</summary>
internal sealed class RedactingEnricher(Redaction redaction) : ILogEventEnricher
{
    // The framework's and our own: no value of anybody.
    private static readonly string[] Fixed = ["SourceContext", "EventId"];

    /// <inheritdoc/>
    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        foreach (var (name, value) in logEvent.Properties.ToArray())
        {
            if (!Fixed.Contains(name))
                logEvent.AddOrUpdateProperty(new LogEventProperty(name, Redacted(name, value)));
        }
    }

    private LogEventPropertyValue Redacted(string name, LogEventPropertyValue value) => value switch
    {
        ScalarValue { Value: null } => value,
        ScalarValue { Value: { } plain } => Redaction.IsHarmless(plain) ? value : new ScalarValue(redaction.Of(name, plain.ToString())),
        SequenceValue several => new SequenceValue(several.Elements.Select(element => Redacted(name, element))),
        StructureValue structure => new StructureValue(structure.Properties.Select(part => new LogEventProperty(part.Name, Redacted(part.Name, part.Value))), structure.TypeTag),
        _ => new ScalarValue(redaction.Of(name, value.ToString())),
    };
}
