namespace Superfone.Dashboard.Exports.Everything;

/// <summary>A part of the export of everything, in the order in which they are written.</summary>
public enum EverythingPart
{
    /// <summary>Calls with transcripts, notes and tags, newest first.</summary>
    Calls,

    /// <summary>Contacts, highest id first, each followed by its history.</summary>
    Contacts,

    /// <summary>Tasks, highest id first.</summary>
    Tasks,

    /// <summary>Follow-ups, the most recently opened first.</summary>
    FollowUps,

    /// <summary>Deliveries with their bodies, oldest first.</summary>
    Deliveries,

    /// <summary>Users, in the order in which they were invited.</summary>
    Users,

    /// <summary>What people and programs did, newest first.</summary>
    Audit,

    /// <summary>The staff directory, by name.</summary>
    Staff,

    /// <summary>Destinations, oldest first, without their secrets.</summary>
    Destinations,

    /// <summary>Settings made on pages, by key, without secret ones.</summary>
    Settings,
}

/// <summary>What of everything is exported.</summary>
/// <param name="Parts">The parts.</param>
/// <param name="Cursor">For one part that is not that of deliveries, where an earlier export of it ended; <see langword="null"/> for its beginning.</param>
/// <param name="After">The delivery after which deliveries begin; 0 for all.</param>
public sealed record EverythingRequest(IReadOnlyList<EverythingPart> Parts, string? Cursor, long After);
