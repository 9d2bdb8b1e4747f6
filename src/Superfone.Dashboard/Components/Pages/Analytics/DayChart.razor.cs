using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Components.Text;
using Superfone.Dashboard.Localization;

namespace Superfone.Dashboard.Components.Pages.Analytics;

/// <summary>
/// Stacked bars, one for each day. Drawn as a single piece of markup: MudBlazor's chart is measured and redrawn three times in the
/// browser before it shows anything, and every bar is sent as elements.
/// </summary>
public sealed partial class DayChart
{
    private const int MostLabels = 5;
    private const int Steps = 4;
    private const double Width = 0.7;

    private MarkupString _picture;
    private IReadOnlyList<DateOnly>? _days;
    private IReadOnlyList<DaySeries>? _series;

    /// <summary>The days, in order.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<DateOnly> Days { get; set; }

    /// <summary>The parts of each bar, from the bottom.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<DaySeries> Series { get; set; }

    private MarkupString Picture
    {
        get
        {
            if (!ReferenceEquals(_days, Days) || !ReferenceEquals(_series, Series))
                (_picture, _days, _series) = (Draw(), Days, Series);
            return _picture;
        }
    }

    /// <summary>The value of the topmost grid line: a round number, no less than the highest bar.</summary>
    /// <param name="most">The highest bar.</param>
    public static long TopOf(long most)
    {
        for (long power = 1; ; power *= 10)
        {
            foreach (var step in new[] { power, 2 * power, 5 * power })
            {
                if (step * Steps >= most)
                    return step * Steps;
            }
        }
    }

    // Horizontally one unit is a day; vertically it is a hundredth of the height, from the top.
    private MarkupString Draw()
    {
        var top = TopOf(Enumerable.Range(0, Days.Count).Select(day => Series.Sum(series => series.Values[day])).DefaultIfEmpty().Max());
        var lines = string.Concat(Enumerable.Range(0, Steps + 1).Select(line => FormattableString.Invariant($"M0 {line * 100.0 / Steps:0.##}h{Days.Count}")));
        var numbers = Markup.Join(Enumerable.Range(0, Steps + 1).Select(line => Markup.Of($"<span>{Display.Number(top * (Steps - line) / Steps)}</span>")));
        var labels = Markup.Join(L.DayLabels(Days, MostLabels).Select(label => Markup.Of($"<span>{label}</span>")));
        return Markup.Of(
            $"<div class='bars'><div class='bars-numbers'>{numbers}</div><svg viewBox='0 0 {Days.Count} 100' preserveAspectRatio='none'><path class='bars-lines' d='{lines}'/>{Piles(top)}{Hints()}</svg><div class='bars-days'>{labels}</div></div>");
    }

    // Each series is one path, however many days there are.
    private MarkupString Piles(long top)
    {
        var heights = new double[Days.Count];
        List<MarkupString> paths = [];
        foreach (var series in Series)
        {
            var path = new StringBuilder();
            for (var day = 0; day < Days.Count; day++)
            {
                var height = 100.0 * series.Values[day] / top;
                if (height == 0)
                    continue;
                heights[day] += height;
                path.Append(CultureInfo.InvariantCulture, $"M{day + (1 - Width) / 2:0.##} {100 - heights[day]:0.##}h{Width}v{height:0.##}h-{Width}z");
            }

            paths.Add(Markup.Of($"<path fill='{series.Colour}' d='{path}'/>"));
        }

        return Markup.Join(paths);
    }

    // Tooltips with the parts of each day.
    private MarkupString Hints() => Markup.Join(Days.Index().Select(day =>
    {
        var parts = Series.Where(series => series.Values[day.Index] > 0).Select(series => $"{series.Name}: {Display.Number(series.Values[day.Index])}").ToList();
        return parts.Count == 0
            ? default
            : Markup.Of($"<rect x='{day.Index}' width='1' height='100' fill='none' pointer-events='all'><title>{L.BriefDay(day.Item)}\n{string.Join('\n', parts)}</title></rect>");
    }));

    /// <summary>One part of each bar.</summary>
    /// <param name="Name">The name in the legend.</param>
    /// <param name="Colour">One of the theme's colours, as CSS.</param>
    /// <param name="Values">A value for each day, in order.</param>
    public sealed record DaySeries(string Name, string Colour, IReadOnlyList<long> Values);
}
