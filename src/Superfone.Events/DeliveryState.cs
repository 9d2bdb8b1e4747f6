namespace Superfone.Events;

/// <summary>The state of a delivery, from its classification to its projection. The numbers are stored: never change them.</summary>
public enum DeliveryState
{
    /// <summary>A documented event whose ids can be read; it is projected.</summary>
    Accepted = 0,

    /// <summary>A repetition of the same event within the duplicate window; it is stored, not projected.</summary>
    Duplicate = 1,

    /// <summary>Not JSON, not an object, without an event name, or with an id that cannot be read; it is stored for inspection.</summary>
    Quarantined = 2,

    /// <summary>An event whose name is not documented; it is stored, not projected.</summary>
    Unrecognised = 3,

    /// <summary>A documented event that could not be projected. The log never stores this state; only the read model does.</summary>
    Failed = 4,
}
