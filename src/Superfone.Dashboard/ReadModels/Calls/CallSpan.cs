using Superfone.Dashboard.Domain.Calls;

namespace Superfone.Dashboard.ReadModels.Calls;

/// <summary>The time range of a <see cref="CallFilter"/> as sort keys.</summary>
internal static class CallSpan
{
    /// <summary>The lowest sort key that passes the filter.</summary>
    public static long FirstKey(this CallFilter filter) => filter.From is { } from ? KeyOf(from) : 0;

    /// <summary>The lowest sort key after the filter's range.</summary>
    public static long EndKey(this CallFilter filter) => filter.To is { } to ? KeyOf(to) : long.MaxValue;

    /// <summary>The lowest sort key of a call at an instant, UTC, or later. Calls have whole milliseconds.</summary>
    public static long KeyOf(DateTime instant)
    {
        var rest = instant.Ticks % TimeSpan.TicksPerMillisecond;
        return SortKey.First(rest == 0 ? instant : instant.AddTicks(TimeSpan.TicksPerMillisecond - rest));
    }
}
