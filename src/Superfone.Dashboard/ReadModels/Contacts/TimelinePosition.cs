using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.Contacts;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.Storage;

namespace Superfone.Dashboard.ReadModels.Contacts;

/// <summary>A position in a timeline. Newest first; within a millisecond, entries come before decisions, and these before calls.</summary>
internal readonly record struct TimelinePosition(long CallsBefore, DateTime Until, long DeliveriesBefore, long DecisionsBefore)
{
    /// <summary>The position after an entry.</summary>
    public static TimelinePosition After(TimelineEntry entry) => new(SortKey.Last(entry.AtUtc) + 1, entry.AtUtc, entry.DeliveryId, long.MaxValue);

    /// <summary>The position after what a user did.</summary>
    public static TimelinePosition After(TimelineItem decision) => new(SortKey.Last(decision.AtUtc) + 1, decision.AtUtc, 0, decision.DecisionId!.Value);

    /// <summary>The position after a call.</summary>
    public static TimelinePosition After(Call call) => new(call.SortKey, SortKey.InstantOf(call.SortKey), 0, 0);

    /// <summary>Reads the text of <see cref="Write"/>; the beginning for none.</summary>
    /// <exception cref="CursorFormatException">It is not such a text.</exception>
    public static TimelinePosition Read(string? cursor)
    {
        if (Cursor.Read(ListKind.Timeline, cursor, 4) is not { } numbers)
            return new TimelinePosition(long.MaxValue, SortKey.InstantOf(long.MaxValue), long.MaxValue, long.MaxValue);
        return new TimelinePosition(numbers[0], Cursor.InstantOf(numbers[1]), numbers[2], numbers[3]);
    }

    /// <summary>The position as a cursor.</summary>
    public string Write() => Cursor.Write(ListKind.Timeline, CallsBefore, UtcMilliseconds.Of(Until), DeliveriesBefore, DecisionsBefore);
}
