namespace Superfone.Dashboard.Destinations.Sending;

/// <summary>How reading a part of the log has ended.</summary>
internal enum LogReading
{
    /// <summary>There may be more to read at once.</summary>
    HasMore,

    /// <summary>Everything is read.</summary>
    AtEnd,

    /// <summary>There is no room for more.</summary>
    Full,

    /// <summary>The next event cannot be decided on before the read model includes it.</summary>
    WaitsForItem,
}
