using Superfone.Dashboard.Storage.EventLog;
using Superfone.Events;

namespace Superfone.Dashboard.Projections.Runtime;

/// <summary>A part of the log whose bodies are parsed. Parsing needs nothing of the read model, so it can be done ahead on another thread.</summary>
/// <param name="Part">The part.</param>
/// <param name="Deliveries">Its deliveries, in log order.</param>
internal sealed record ParsedBatch(LogBatch Part, IReadOnlyList<ParsedDelivery> Deliveries)
{
    /// <summary>Parses a part of the log.</summary>
    public static ParsedBatch Of(LogBatch part) => new(part, [.. part.Entries.Select(ParsedDelivery.Of)]);
}

/// <summary>A delivery and the event in its body.</summary>
/// <param name="Entry">The delivery.</param>
/// <param name="Happened">The event; <see langword="null"/> if there is none to project, or it cannot be read.</param>
/// <param name="Notes">Collects what is ignored in it, also while it is projected.</param>
/// <param name="Error">Why the body cannot be read; <see langword="null"/> if it can.</param>
internal sealed record ParsedDelivery(LogEntry Entry, SuperfoneEvent? Happened, ReadingNotes Notes, Exception? Error)
{
    /// <summary>Parses a delivery.</summary>
    public static ParsedDelivery Of(LogEntry entry)
    {
        var notes = new ReadingNotes();
        try
        {
            if (entry.Damage is { } damage)
                throw new InvalidDataException(damage);
            return new ParsedDelivery(entry, entry.Body is { } body ? EventReader.Read(body, entry.ReceivedUtc, notes) : null, notes, null);
        }
        catch (Exception error)
        {
            return new ParsedDelivery(entry, null, notes, error);
        }
    }
}
