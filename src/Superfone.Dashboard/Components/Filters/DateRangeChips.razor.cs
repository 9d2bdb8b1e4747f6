using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.QueryStrings;

namespace Superfone.Dashboard.Components.Filters;

/// <summary>The named ranges, and a choice of any days; kept in the page's address, see <see cref="RangeQuery"/>.</summary>
public sealed partial class DateRangeChips
{
    private bool _isChoosing;
    private DateOnly _first;
    private DateOnly _last;

    /// <summary>The range that the page shows.</summary>
    [Parameter, EditorRequired]
    public required BusinessRange Range { get; set; }

    /// <summary>Whether the page can show an unbounded range.</summary>
    [Parameter]
    public bool CanBeAnyTime { get; set; } = true;

    private bool IsCustom => Range.Name is null && Range != BusinessRange.AnyTime;

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
