namespace Superfone.Events;

/// <summary>The result of <see cref="EventClassifier"/>: the kind of a body, determined from its name and ids only.</summary>
public sealed record Classification
{
    private Classification(DeliveryState state) => State = state;

    /// <summary>
    /// <see cref="DeliveryState.Accepted"/> for a documented event, <see cref="DeliveryState.Unrecognised"/> for another event,
    /// <see cref="DeliveryState.Quarantined"/> for anything else. Only the log can tell whether it is a duplicate.
    /// </summary>
    public DeliveryState State { get; }

    /// <summary>The event's name as written in the body; <see langword="null"/> if it has none.</summary>
    public string? EventName { get; private init; }

    /// <summary>The account's Superfone number, as received; wire field <c>superfone_number</c>.</summary>
    public string? Account { get; private init; }

    /// <summary>SHA-256 of the canonical JSON, 32 bytes; <see langword="null"/> for a quarantined body.</summary>
    public byte[]? CanonicalHash { get; private init; }

    /// <summary>
    /// For a <c>*_CHANGE</c>, the changed field, such as <c>contact:12345:lead_stage</c>. Such an event is a duplicate only of the latest
    /// change with the same key.
    /// </summary>
    public string? ChangeKey { get; private init; }

    /// <summary>The reason why the body is quarantined: a sentence that names the field.</summary>
    public string? Reason { get; private init; }

    /// <summary>Creates the classification of a documented event.</summary>
    public static Classification Accepted(EventKind kind, string? account, byte[] canonicalHash, string? changeKey) =>
        new(DeliveryState.Accepted)
        {
            EventName = EventNames.Of(kind),
            Account = account,
            CanonicalHash = canonicalHash,
            ChangeKey = changeKey,
        };

    /// <summary>Creates the classification of an event that is not documented.</summary>
    public static Classification Unrecognised(string eventName, string? account, byte[] canonicalHash) =>
        new(DeliveryState.Unrecognised) { EventName = eventName, Account = account, CanonicalHash = canonicalHash };

    /// <summary>Creates the classification of a body that is not a readable event.</summary>
    public static Classification Quarantined(string reason, string? eventName = null, string? account = null) =>
        new(DeliveryState.Quarantined) { Reason = reason, EventName = eventName, Account = account };
}
