using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Superfone.Dashboard.Storage;

/// <summary>
/// Keeps every instant as whole milliseconds since 1970, UTC: SQLite neither orders nor compares date types, but it does integers.
/// </summary>
public sealed class UtcMilliseconds()
    : ValueConverter<DateTime, long>(instant => Of(instant), milliseconds => ToInstant(milliseconds))
{
    /// <summary>The stored form of an instant.</summary>
    public static long Of(DateTime instant) => new DateTimeOffset(DateTime.SpecifyKind(instant, DateTimeKind.Utc)).ToUnixTimeMilliseconds();

    /// <summary>The instant of a stored form, of kind UTC.</summary>
    public static DateTime ToInstant(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime;
}
