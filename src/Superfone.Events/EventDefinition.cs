using System.Text.Json;
using Superfone.Events.Reading;

namespace Superfone.Events;

/// <summary>The definition of a documented event; see <see cref="EventRegistry"/>.</summary>
public sealed class EventDefinition
{
    internal EventDefinition(EventIdType idType, Func<WireValue, DateTime?, SuperfoneEvent> read, Action<Utf8JsonWriter, SuperfoneEvent> write) =>
        (IdType, Read, Write) = (idType, read, write);

    /// <summary>The event.</summary>
    public required EventKind Kind { get; init; }

    /// <summary>The subject of the event.</summary>
    public required EventSubject Subject { get; init; }

    /// <summary>The statement that the event makes about its subject.</summary>
    public required EventAction Action { get; init; }

    /// <summary>
    /// Whether a repetition of the same payload, at any time, is a duplicate: the same call, or the same creation, is still the same one.
    /// The same change can happen twice.
    /// </summary>
    public required bool IsIdempotent { get; init; }

    /// <summary>Its name on the wire, such as <c>ALL_CALLS</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The wire field that holds its own id, such as <c>cdr_id</c>. A body whose id cannot be read is quarantined.</summary>
    public required string IdField { get; init; }

    /// <summary>The paths of its documented fields; see <see cref="DocumentedFields"/>.</summary>
    public required IReadOnlySet<string> Fields { get; init; }

    /// <summary>The type of the id.</summary>
    internal EventIdType IdType { get; }

    /// <summary>Reads a payload; the second parameter is the latest time, UTC, at which a call can have happened.</summary>
    internal Func<WireValue, DateTime?, SuperfoneEvent> Read { get; }

    /// <summary>Writes all fields except the event's name and the account.</summary>
    internal Action<Utf8JsonWriter, SuperfoneEvent> Write { get; }
}

/// <summary>The subjects of events.</summary>
public enum EventSubject
{
    /// <summary>A call; the event is a <see cref="CallEvent"/>.</summary>
    Call,

    /// <summary>The summary of a call; the event is a <see cref="SummaryEvent"/>.</summary>
    Summary,

    /// <summary>A contact; the event is a <see cref="ContactEvent"/>.</summary>
    Contact,

    /// <summary>A task; the event is a <see cref="TaskEvent"/>.</summary>
    Task,
}

/// <summary>The statements that events make about their subject.</summary>
public enum EventAction
{
    /// <summary>The subject's facts, as far as they are known.</summary>
    Reported,

    /// <summary>The subject is new.</summary>
    Created,

    /// <summary>One field has a new value.</summary>
    Changed,

    /// <summary>It is time for a reminder.</summary>
    Reminded,

    /// <summary>The subject is due.</summary>
    Due,
}

/// <summary>The types of ids.</summary>
internal enum EventIdType
{
    /// <summary>A whole number of up to 64 bits.</summary>
    WholeNumber,

    /// <summary>Text, usually a UUID.</summary>
    Text,
}
