namespace Superfone.Events;

/// <summary>What a body is, before any of its fields but name and ids is read.</summary>
public enum Verdict
{
    /// <summary>A documented event whose ids can be read.</summary>
    Recognised,

    /// <summary>An event of a name that is not documented.</summary>
    Unrecognised,

    /// <summary>Not JSON, not an object, without an event name, or with an id that cannot be read.</summary>
    Malformed,
}

/// <summary>What <see cref="EventClassifier"/> found out about a body.</summary>
public sealed record Classification
{
    private Classification(Verdict verdict) => Verdict = verdict;

    /// <summary>Whether the body is a documented event, another one, or none.</summary>
    public Verdict Verdict { get; }

    /// <summary>The event's name as it stands in the body; <see langword="null"/> where it has none.</summary>
    public string? EventName { get; private init; }

    /// <summary>The account's Superfone number, as received; wire field <c>superfone_number</c>.</summary>
    public string? Account { get; private init; }

    /// <summary>SHA-256 over the canonical JSON, 32 bytes; <see langword="null"/> for a malformed body.</summary>
    public byte[]? CanonicalHash { get; private init; }

    /// <summary>
    /// For a <c>*_CHANGE</c> what changed, such as <c>contact:12345:lead_stage</c>: it repeats only the latest change of the same key.
    /// </summary>
    public string? ChangeKey { get; private init; }

    /// <summary>Why the body is malformed: a sentence that names the field.</summary>
    public string? Reason { get; private init; }

    /// <summary>A documented event.</summary>
    public static Classification Recognised(EventKind kind, string? account, byte[] canonicalHash, string? changeKey) =>
        new(Verdict.Recognised)
        {
            EventName = EventNames.Of(kind),
            Account = account,
            CanonicalHash = canonicalHash,
            ChangeKey = changeKey,
        };

    /// <summary>An event of another name.</summary>
    public static Classification Unrecognised(string eventName, string? account, byte[] canonicalHash) =>
        new(Verdict.Unrecognised) { EventName = eventName, Account = account, CanonicalHash = canonicalHash };

    /// <summary>A body that is no event, and why.</summary>
    public static Classification Malformed(string reason, string? eventName = null, string? account = null) =>
        new(Verdict.Malformed) { Reason = reason, EventName = eventName, Account = account };
}
