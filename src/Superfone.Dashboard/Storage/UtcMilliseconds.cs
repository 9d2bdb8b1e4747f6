using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Superfone.Dashboard.Storage;

/// <summary>
/// Keeps every instant as whole milliseconds since 1970, UTC: SQLite neither orders nor compares date types, but it does integers.
/// </summary>
public sealed class UtcMilliseconds()
    : ValueConverter<DateTime, long>(instant => Of(instant), milliseconds => ToInstant(milliseconds))
{
    private static readonly long First = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long Last = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>The stored form of an instant.</summary>
    public static long Of(DateTime instant) => new DateTimeOffset(DateTime.SpecifyKind(instant, DateTimeKind.Utc)).ToUnixTimeMilliseconds();

    /// <summary>The instant of a stored form, of kind UTC. A number that is no instant becomes the nearest one: no row may be unreadable.</summary>
    public static DateTime ToInstant(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(milliseconds, First, Last)).UtcDateTime;
}
