using Superfone.Dashboard.ReadModels.Analytics;
using Superfone.Dashboard.ReadModels.FollowUps;

namespace Superfone.Dashboard.Live;

/// <summary>What the shell and the live page show of the present day.</summary>
/// <param name="Today">The day so far.</param>
/// <param name="LastWeek">The same weekday a week ago up to the same time of day.</param>
/// <param name="Waiting">Who waits for a call back.</param>
/// <param name="LastReceivedUtc">When the last delivery was received, UTC; <see langword="null"/> where none ever was.</param>
/// <param name="Minute">The minute in which it was read, counted from 1970: what is said of the present is old a minute later.</param>
public sealed record TodayFigures(CallTotals Today, CallTotals LastWeek, OpenFollowUps Waiting, DateTime? LastReceivedUtc, long Minute);
