using Superfone.Dashboard.Configuration.Hours;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Notifications;
using Superfone.Dashboard.Storage.Primary.Push;

namespace Superfone.Dashboard.Notifications.Devices;

/// <summary>A browser in which a user is notified.</summary>
public sealed record OwnDevice
{
    /// <summary>Its key.</summary>
    public required long Id { get; init; }

    /// <summary>The session in which notifications were turned on. They end with it.</summary>
    public required string SessionId { get; init; }

    /// <summary>The browser's name; <see langword="null"/> if it is not known.</summary>
    public required string? Name { get; init; }

    /// <summary>What it is notified of.</summary>
    public required IReadOnlySet<NotificationKind> Kinds { get; init; }

    /// <summary>The time at which notifications were turned on, UTC.</summary>
    public required DateTime CreatedUtc { get; init; }

    /// <summary>The time of the last notification that the push service took, UTC.</summary>
    public required DateTime? LastSuccessUtc { get; init; }

    /// <summary>Whether the push service did not take the last notification.</summary>
    public required bool IsFailing { get; init; }
}

/// <summary>When a user is not notified, on any device.</summary>
/// <param name="Quiet">Their quiet hours, in the business's time zone; <see langword="null"/> for none.</param>
/// <param name="OnlyWorkingHours">Whether they are notified only while the business works.</param>
public sealed record NotificationTimes(QuietHours? Quiet, bool OnlyWorkingHours)
{
    private const int MinutesOfADay = 24 * 60;

    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(14);

    /// <summary>Whether somebody may be notified now.</summary>
    internal bool Allow(DateTime nowUtc, BusinessCalendar calendar, BusinessHours hours) =>
        Quiet?.Contains(TimeOnly.FromDateTime(calendar.ToLocal(nowUtc))) != true && (!OnlyWorkingHours || hours.Working.Include(nowUtc));

    /// <summary>The first instant, from another on, at which somebody may be notified.</summary>
    /// <returns>The instant, UTC; <see langword="null"/> if there is none within two weeks.</returns>
    internal DateTime? FirstAllowed(DateTime fromUtc, BusinessCalendar calendar, BusinessHours hours)
    {
        // The end of quiet hours may be outside working hours, whose beginning may be in quiet hours.
        for (var at = fromUtc; at <= fromUtc + LongestWait; at = Quiet?.Contains(TimeOnly.FromDateTime(calendar.ToLocal(at))) == true ? EndOfQuiet(at, calendar) : hours.Working.After(at, TimeSpan.Zero))
        {
            if (Allow(at, calendar, hours))
                return at;
        }

        return null;
    }

    internal static NotificationTimes Of(PushPreference? preference) => new(
        preference is { QuietFrom: { } from, QuietUntil: { } until } ? new QuietHours(TimeOf(from), TimeOf(until)) : null, preference?.OnlyWorkingHours == true);

    internal PushPreference ToPreference(string userId) =>
        new() { UserId = userId, QuietFrom = MinutesOf(Quiet?.From), QuietUntil = MinutesOf(Quiet?.Until), OnlyWorkingHours = OnlyWorkingHours };

    private DateTime EndOfQuiet(DateTime utc, BusinessCalendar calendar)
    {
        var local = calendar.ToLocal(utc);
        var end = local.Date + Quiet!.Until.ToTimeSpan();
        return calendar.ToUtc(end > local ? end : end.AddDays(1));
    }

    private static TimeOnly TimeOf(int minutes) => TimeOnly.MinValue.AddMinutes(Math.Clamp(minutes, 0, MinutesOfADay - 1));

    private static int? MinutesOf(TimeOnly? time) => time is { } known ? (int)known.ToTimeSpan().TotalMinutes : null;
}
