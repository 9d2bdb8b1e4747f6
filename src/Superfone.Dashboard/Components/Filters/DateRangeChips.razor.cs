using System.Globalization;
using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.QueryStrings;

namespace Superfone.Dashboard.Components.Filters;

/// <summary>The quick spans of time, and any days one likes, kept in the page's address; see <see cref="RangeQuery"/>.</summary>
public sealed partial class DateRangeChips
{
    private static readonly (RangeName Name, string Text)[] Names =
    [
        (RangeName.Today, "Today"),
        (RangeName.Yesterday, "Yesterday"),
        (RangeName.Last7Days, "7 days"),
        (RangeName.Last30Days, "30 days"),
        (RangeName.ThisMonth, "This month"),
    ];

    private bool _isChoosing;
    private DateOnly _first;
    private DateOnly _last;

    /// <summary>The span that the page shows.</summary>
    [Parameter, EditorRequired]
    public required BusinessRange Range { get; set; }

    /// <summary>Whether the page can show all of time.</summary>
    [Parameter]
    public bool CanBeAnyTime { get; set; } = true;

    private bool IsCustom => Range.Name is null && Range != BusinessRange.AnyTime;

    /// <summary>A span in words: <c>Today</c>, <c>12 May – 15 May</c>.</summary>
    public static string WordsOf(BusinessRange range, BusinessCalendar calendar)
    {
        if (range.Name is { } name)
            return Array.Find(Names, pair => pair.Name == name).Text;
        return (range.FromUtc, range.ToUtc) switch
        {
            (null, null) => "Any time",
            ({ } from, null) => $"From {Edge(from, calendar)}",
            (null, { } to) => $"Before {Edge(to, calendar)}",
            _ when range.DaysIn(calendar) is { } days && range == BusinessRange.OfDays(days.First, days.Last, calendar) =>
                days.First == days.Last ? Day(days.First) : $"{Day(days.First)} – {Day(days.Last)}",
            ({ } from, { } to) => $"{Edge(from, calendar)} – {Edge(to, calendar)}",
        };
    }

    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    private static string Edge(DateTime utc, BusinessCalendar calendar)
    {
        var local = calendar.ToLocal(utc);
        return local.ToString(local.TimeOfDay == TimeSpan.Zero ? "d MMM yyyy" : "d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);
    }

    private string Words(BusinessRange range) => WordsOf(range, Calendar);

    private string Address(BusinessRange range) => Navigation.GetUriWithQueryParameters(RangeQuery.ParametersOf(range));

    private RenderFragment Chip(string text, BusinessRange range) => builder =>
    {
        builder.OpenElement(0, "li");
        builder.OpenElement(1, "a");
        builder.AddAttribute(2, "class", "chip");
        builder.AddAttribute(3, "href", Address(range));
        builder.AddAttribute(4, "aria-current", range.Name == Range.Name && (range.Name is not null || range == Range) ? "true" : null);
        builder.AddContent(5, text);
        builder.CloseElement();
        builder.CloseElement();
    };

    private void Choose()
    {
        _isChoosing = !_isChoosing;
        (_first, _last) = Range.DaysIn(Calendar) ?? Ranges.Named(RangeName.Last7Days).DaysIn(Calendar)!.Value;
    }

    private void ShowDays()
    {
        _isChoosing = false;
        Navigation.NavigateTo(Address(BusinessRange.OfDays(_first, _last, Calendar)));
    }
}
