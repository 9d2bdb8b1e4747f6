using System.Globalization;
using Superfone.Dashboard.Components.Text;
using Superfone.Dashboard.ReadModels.Insights;

namespace Superfone.Dashboard.Components.Pages.Insights;

/// <summary>A trend in plain English.</summary>
public static class TrendText
{
    /// <summary>A step: <c>Mon 4 May</c>, <c>4 – 10 May</c>.</summary>
    public static string NameOf(TrendStep step) => step.First == step.Last
        ? Text(step.First, "ddd d MMM")
        : step.First.Month == step.Last.Month
            ? $"{Text(step.First, "%d")} – {Text(step.Last, "d MMM")}"
            : $"{Text(step.First, "d MMM")} – {Text(step.Last, "d MMM")}";

    /// <summary>What a step is: <c>day</c>.</summary>
    public static string NameOf(TrendUnit unit) => unit switch
    {
        TrendUnit.Day => "day",
        TrendUnit.Week => "week",
        _ => "month",
    };

    /// <summary>How it compares with as many days before: <c>+12 vs the 30 days before</c>; <see langword="null"/> where it cannot be compared.</summary>
    public static string? Comparison(InsightTrend trend)
    {
        if (trend.Before is not { } before)
            return null;
        var days = trend.Days == 1 ? "the day before" : $"the {Display.Number(trend.Days)} days before";
        return (trend.Calls - before) switch
        {
            _ when before == 0 => trend.Days == 1 ? $"none {days}" : $"none in {days}",
            0 => $"the same as {days}",
            > 0 and var more => $"+{Display.Number(more)} vs {days}",
            var less => $"−{Display.Number(-less)} vs {days}",
        };
    }

    private static string Text(DateOnly day, string format) => day.ToString(format, CultureInfo.InvariantCulture);
}
