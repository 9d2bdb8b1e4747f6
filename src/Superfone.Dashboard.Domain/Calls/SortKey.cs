namespace Superfone.Dashboard.Domain.Calls;

/// <summary>
/// A position in time as one whole number: milliseconds since 1970 in the upper 43 bits, and 20 bits that distinguish items within one
/// millisecond. Calls are listed, paged and indexed by it.
/// </summary>
public static class SortKey
{
    private const int TieBits = 20;
    private const long LastMillisecond = (1L << 43) - 1; // In the year 2248.
    private const long LastTie = (1L << TieBits) - 1;

    /// <summary>The first instant that has a key of its own, UTC.</summary>
    public static DateTime Earliest => DateTime.UnixEpoch;

    /// <summary>The last instant that has a key of its own, UTC.</summary>
    public static DateTime Latest => DateTime.UnixEpoch.AddMilliseconds(LastMillisecond);

    /// <summary>The key of an instant.</summary>
    /// <param name="instant">The instant, UTC.</param>
    /// <param name="id">Distinguishes items within one millisecond; only its lowest 20 bits count.</param>
    public static long Of(DateTime instant, long id) => First(instant) | (id & LastTie);

    /// <summary>The lowest key of an instant's millisecond.</summary>
    public static long First(DateTime instant) =>
        Math.Clamp((long)(instant - DateTime.UnixEpoch).TotalMilliseconds, 0, LastMillisecond) << TieBits;

    /// <summary>The highest key of an instant's millisecond.</summary>
    public static long Last(DateTime instant) => First(instant) | LastTie;

    /// <summary>The instant of a key, UTC.</summary>
    public static DateTime InstantOf(long key) => DateTime.UnixEpoch.AddMilliseconds(key >> TieBits);
}
