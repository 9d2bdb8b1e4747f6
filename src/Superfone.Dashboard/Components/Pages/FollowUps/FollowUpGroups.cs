using Superfone.Dashboard.Configuration.Hours;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.FollowUps;

namespace Superfone.Dashboard.Components.Pages.FollowUps;

/// <summary>Divides those who wait into groups.</summary>
/// <param name="hours">When the business works, and its target.</param>
/// <param name="display">Knows the business's day.</param>
/// <param name="time">The clock.</param>
internal sealed class FollowUpGroups(BusinessHours hours, Display display, TimeProvider time)
{
    /// <summary>The group of one who waits.</summary>
    public FollowUpGroup Of(FollowUpItem item) => !hours.IsLate(item.LastMissedUtc, time.GetUtcNow().UtcDateTime) ? FollowUpGroup.Now
        : item.LastMissedUtc >= display.DaysUtc(1) ? FollowUpGroup.Today
        : FollowUpGroup.Older;

    /// <summary>The group that begins with a row; <see langword="null"/> if it is not the first of its group.</summary>
    /// <param name="item">The row.</param>
    /// <param name="rows">All rows, in order.</param>
    public FollowUpGroup? BeginningWith(FollowUpItem item, IReadOnlyList<FollowUpItem>? rows) =>
        Of(item) is var group && rows?.FirstOrDefault(row => Of(row) == group)?.Id == item.Id ? group : null;
}
