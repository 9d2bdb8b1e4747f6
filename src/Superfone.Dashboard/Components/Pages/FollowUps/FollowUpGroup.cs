namespace Superfone.Dashboard.Components.Pages.FollowUps;

/// <summary>The groups of the callers who wait, the most urgent first.</summary>
public enum FollowUpGroup
{
    /// <summary>The last missed call is within the target time to call back.</summary>
    Now,

    /// <summary>The last missed call was earlier today.</summary>
    Today,

    /// <summary>The last missed call was before today.</summary>
    Older,
}
