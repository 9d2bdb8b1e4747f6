using System.Globalization;

namespace Superfone.Dashboard.Components.Text;

/// <summary>How long somebody waits or waited, in words.</summary>
public static class WaitText
{
    /// <summary>A span of time: <c>under a minute</c>, <c>42 min</c>, <c>3 h 05 min</c>, <c>2 days 4 h</c>.</summary>
    public static string Of(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => "under a minute",
        { TotalHours: < 1 } => $"{(int)span.TotalMinutes} min",
        { TotalDays: < 1 } => $"{(int)span.TotalHours} h {span.Minutes:00} min",
        { TotalDays: < 2 } => $"1 day {span.Hours} h",
        _ => $"{Display.Number((long)span.TotalDays)} days {span.Hours.ToString(CultureInfo.InvariantCulture)} h",
    };

    /// <summary>A number of seconds; a dash for none.</summary>
    public static string Of(long? seconds) => seconds is { } known ? Of(TimeSpan.FromSeconds(known)) : "–";
}
