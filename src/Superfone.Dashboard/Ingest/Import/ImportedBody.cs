using Superfone.Dashboard.Ingest.Log;
using Superfone.Events;

namespace Superfone.Dashboard.Ingest.Import;

/// <summary>What became of one body of an import.</summary>
/// <param name="Number">The line that it stands in, from 1; where bodies are not one a line, which one it is.</param>
/// <param name="Event">The event's name on the wire; <see langword="null"/> where it has none.</param>
/// <param name="Receipt">What became of it; a failed one is not kept, and its reason says why.</param>
public sealed record ImportedBody(int Number, string? Event, Receipt Receipt)
{
    /// <summary>Whether its event is documented.</summary>
    public bool IsKnown => EventNames.TryParse(Event, out _);
}
