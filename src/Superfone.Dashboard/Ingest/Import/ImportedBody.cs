using Superfone.Dashboard.Ingest.Log;

namespace Superfone.Dashboard.Ingest.Import;

/// <summary>The result of importing one body.</summary>
/// <param name="Number">The line of the body, from 1; its ordinal number where bodies are not one a line.</param>
/// <param name="Event">The event's name on the wire; <see langword="null"/> if it has none.</param>
/// <param name="Receipt">The log's answer; where the body is not stored, its reason says why.</param>
public sealed record ImportedBody(int Number, string? Event, Receipt Receipt);
