using System.Text.Json;
using Superfone.Events.Reading;

namespace Superfone.Events;

/// <summary>Everything that is known of one documented event; see <see cref="EventRegistry"/>.</summary>
public sealed class EventDefinition
{
    internal EventDefinition(EventIdType idType, Func<WireValue, DateTime?, SuperfoneEvent> read, Action<Utf8JsonWriter, SuperfoneEvent> write) =>
        (IdType, Read, Write) = (idType, read, write);

    /// <summary>The event.</summary>
    public required EventKind Kind { get; init; }

    /// <summary>Its name on the wire, such as <c>ALL_CALLS</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The wire field with its own id, such as <c>cdr_id</c>. A body whose id cannot be read is quarantined.</summary>
    public required string IdField { get; init; }

    /// <summary>
    /// For the change of one field, the entity that changes, such as <c>contact</c>: it begins the event's
    /// <see cref="Classification.ChangeKey"/>. <see langword="null"/> for other events.
    /// </summary>
    public required string? ChangedEntity { get; init; }

    /// <summary>The paths of its documented fields; see <see cref="DocumentedFields"/>.</summary>
    public required IReadOnlySet<string> Fields { get; init; }

    /// <summary>The type of the id.</summary>
    internal EventIdType IdType { get; }

    /// <summary>Reads a payload; the second parameter is the latest time, UTC, at which a call can have happened.</summary>
    internal Func<WireValue, DateTime?, SuperfoneEvent> Read { get; }

    /// <summary>Writes all fields but the event's name and the account.</summary>
    internal Action<Utf8JsonWriter, SuperfoneEvent> Write { get; }
}

/// <summary>The types of ids.</summary>
internal enum EventIdType
{
    /// <summary>A whole number of up to 64 bits.</summary>
    WholeNumber,

    /// <summary>Text, usually a UUID.</summary>
    Text,
}
