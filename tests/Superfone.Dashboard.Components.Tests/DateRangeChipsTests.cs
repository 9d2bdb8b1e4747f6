using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Components.Filters;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.QueryStrings;

namespace Superfone.Dashboard.Components.Tests;

public sealed class DateRangeChipsTests : DisplayContext
{
    public DateRangeChipsTests() => Services.AddSingleton<RangeQuery>();

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public void QuickRange_IsALinkThatKeepsTheOtherFilters()
    {
        Navigation.NavigateTo("/calls?missed=true&from=2026-01-01T00:00:00Z");
        var chips = RenderChips(BusinessRange.AnyTime);

        var today = chips.FindAll("a").Single(chip => chip.TextContent == "Today");
        Assert.EndsWith("/calls?missed=true&range=today", today.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("Any time", chips.Find("[aria-current]").TextContent);
    }

    [Fact]
    public void CustomDays_AreWholeDaysOfTheBusiness()
    {
        Navigation.NavigateTo("/calls?range=today");
        var chips = RenderChips(Ranges.Named(RangeName.Today));
        chips.Find("button").Click();

        chips.FindAll("input")[0].Change("2026-05-12");
        chips.FindAll("input")[1].Change("2026-05-13");
        chips.Find("form").Submit();

        Assert.EndsWith("/calls?from=2026-05-11T18%3A30%3A00Z&to=2026-05-13T18%3A30%3A00Z", Navigation.Uri, StringComparison.Ordinal);
        Assert.Equal("12 May 2026 – 13 May 2026", RenderChips(Read(out _)!).Find("button").TextContent.Trim());
    }

    [Theory]
    [InlineData("range=7D", "7 days")]
    [InlineData("from=2026-05-12T10:30:00Z", "From 12 May 2026, 16:00")]
    [InlineData("to=2026-05-11T18:30:00Z", "Before 12 May 2026")]
    [InlineData("range=7d&from=2026-05-12T10:30:00Z", "7 days")]
    public void Address_NamesARange(string query, string words)
    {
        Navigation.NavigateTo($"/calls?{query}");

        Assert.Equal(words, L.RangeOf(Read(out var problems)!, Calendar));
        Assert.Empty(problems);
    }

    [Theory]
    [InlineData("range=fortnight", "range … 'fortnight'")]
    [InlineData("from=soon", "from … 'soon'")]
    public void BadAddress_NamesWhatIsBadAndNarrowsNothing(string query, string problem)
    {
        Navigation.NavigateTo($"/calls?{query}");

        Assert.Null(Read(out var problems));
        TextAssert.Says(problem, Assert.Single(problems));
    }

    private RangeQuery Ranges => Services.GetRequiredService<RangeQuery>();

    private BusinessRange? Read(out List<string> problems) =>
        Ranges.Read(QueryHelpers.ParseQuery(new Uri(Navigation.Uri).Query), problems = []);

    private IRenderedComponent<DateRangeChips> RenderChips(BusinessRange range) =>
        Render<DateRangeChips>(parameters => parameters.Add(chips => chips.Range, range));
}
