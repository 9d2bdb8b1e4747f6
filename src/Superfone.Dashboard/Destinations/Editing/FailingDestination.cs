namespace Superfone.Dashboard.Destinations.Editing;

/// <summary>A destination that has accepted nothing for long.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Name">Its name.</param>
/// <param name="SinceUtc">The time of the first attempt that failed since the last one that succeeded, UTC.</param>
public sealed record FailingDestination(long Id, string Name, DateTime SinceUtc);
