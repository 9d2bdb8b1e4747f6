namespace Superfone.Dashboard.Domain.Notifications;

/// <summary>Times of day in which a person is not notified.</summary>
/// <param name="From">The beginning.</param>
/// <param name="Until">The end; before the beginning for a time over midnight. The same as the beginning for a whole day.</param>
public sealed record QuietHours(TimeOnly From, TimeOnly Until)
{
    /// <summary>Whether a time of day is within them; the end itself is not.</summary>
    public bool Contains(TimeOnly time) => From < Until ? time >= From && time < Until : time >= From || time < Until;
}
