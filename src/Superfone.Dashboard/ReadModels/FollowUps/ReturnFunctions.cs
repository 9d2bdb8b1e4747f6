using Microsoft.Data.Sqlite;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.Hours;

namespace Superfone.Dashboard.ReadModels.FollowUps;

/// <summary>SQL functions of follow-ups by what the business's clock and working hours say, so that no row is loaded to count it.</summary>
internal static class ReturnFunctions
{
    /// <summary>The business day of a sort key, as a <see cref="DateOnly.DayNumber"/>.</summary>
    public const string Day = "business_day";

    /// <summary>The hour of a sort key on the business's clock, 0 to 23.</summary>
    public const string Hour = "business_hour";

    /// <summary>
    /// Whether somebody talked again to a caller who was first missed at a sort key, within so many minutes of working time: 1 or 0, or
    /// <see langword="null"/> while these are not over. Its second argument is the seconds until somebody did, its third the minutes.
    /// </summary>
    public const string IsInTime = "is_returned_in_time";

    /// <summary>Adds the functions to an open connection, in place of those of an earlier moment.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="calendar">The business's days.</param>
    /// <param name="working">When the business works.</param>
    /// <param name="nowUtc">The current time, UTC.</param>
    public static void AddTo(SqliteConnection connection, BusinessCalendar calendar, WorkingHours working, DateTime nowUtc)
    {
        connection.CreateFunction(Day, (long key) => (long)calendar.DayOf(SortKey.InstantOf(key)).DayNumber, isDeterministic: true);
        connection.CreateFunction(Hour, (long key) => (long)calendar.ToLocal(SortKey.InstantOf(key)).Hour, isDeterministic: true);
        connection.CreateFunction(IsInTime, (long key, long? seconds, double minutes) => InTime(SortKey.InstantOf(key), seconds, minutes), isDeterministic: true);

        // A caller who was missed a minute ago can still be called back in time.
        long? InTime(DateTime missedUtc, long? seconds, double minutes)
        {
            var dueUtc = working.After(missedUtc, TimeSpan.FromMinutes(minutes));
            return dueUtc > nowUtc ? null : seconds is { } waited && missedUtc.AddSeconds(waited) <= dueUtc ? 1 : 0;
        }
    }
}
