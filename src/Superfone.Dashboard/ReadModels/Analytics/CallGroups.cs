using Superfone.Dashboard.Domain.Calls;

namespace Superfone.Dashboard.ReadModels.Analytics;

/// <summary>The calls of a day.</summary>
/// <param name="Day">The business day.</param>
/// <param name="Figures">Their totals.</param>
public sealed record DayCalls(DateOnly Day, CallFigures Figures);

/// <summary>The calls that started in one hour of one day of the week.</summary>
/// <param name="Weekday">The day of the week.</param>
/// <param name="Hour">The hour on the business's clock, 0 to 23.</param>
/// <param name="Figures">Their totals.</param>
public sealed record HourCalls(DayOfWeek Weekday, int Hour, CallFigures Figures);

/// <summary>The calls of one agent.</summary>
/// <param name="Key">Identifies them: their number as a key, or else their name.</param>
/// <param name="Name">Their name in their latest call; <see langword="null"/> if it has none.</param>
/// <param name="Figures">Their totals.</param>
public sealed record StaffCalls(string Key, string? Name, CallFigures Figures);

/// <summary>The calls with one disposition.</summary>
/// <param name="Disposition">Their disposition, as received; <see langword="null"/> if it is not known.</param>
/// <param name="Figures">Their totals.</param>
public sealed record DispositionCalls(string? Disposition, CallFigures Figures);

/// <summary>The calls in which one key was pressed in one menu.</summary>
/// <param name="Key">The menu and the key.</param>
/// <param name="Figures">Their totals.</param>
public sealed record IvrKeyCalls(IvrKey Key, CallFigures Figures);
