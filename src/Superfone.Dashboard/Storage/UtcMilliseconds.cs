using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Superfone.Dashboard.Storage;

/// <summary>Stores instants as whole milliseconds since 1970, UTC: SQLite orders and compares integers, but not date types.</summary>
public sealed class UtcMilliseconds()
    : ValueConverter<DateTime, long>(instant => Of(instant), milliseconds => ToInstant(milliseconds))
{
    private static readonly long First = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long Last = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>The stored form of an instant.</summary>
    public static long Of(DateTime instant) => new DateTimeOffset(DateTime.SpecifyKind(instant, DateTimeKind.Utc)).ToUnixTimeMilliseconds();

    /// <summary>
    /// Converts a stored instant to a <see cref="DateTime"/> of kind UTC. A number out of range becomes the nearest instant, so that every
    /// row can be read.
    /// </summary>
    public static DateTime ToInstant(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(milliseconds, First, Last)).UtcDateTime;
}
