using Bunit;
using Superfone.Dashboard.Components.Pages.Calls;
using Superfone.Dashboard.Components.Tests.Lists;
using Superfone.Dashboard.ReadModels.Search;

namespace Superfone.Dashboard.Components.Tests.Pages;

public sealed class CallTableRowTests : DisplayContext
{
    [Fact]
    public void Row_OfASearch_MarksTheWordsAndShowsTheSentence()
    {
        var row = Row("asha pricing", new Excerpt("What is the <price>, Asha?", 3));

        Assert.Equal(["Asha", "price", "Asha"], row.FindAll(".call-who mark, .call-found mark").Select(mark => mark.TextContent));
        Assert.Equal("What is the <price>, Asha?", row.Find(".call-found").TextContent);
        Assert.Equal("/calls/9876543?find=asha%20pricing", row.Find(".row-link").GetAttribute("href"));
    }

    [Fact]
    public void Row_OfASearchForANumber_ShowsTheNumber()
    {
        var row = Row(SampleCalls.Answered.Phone!, null);

        Assert.Equal(Display.Phone(SampleCalls.Answered.Phone), row.Find(".call-found").TextContent);
        Assert.NotEmpty(row.FindAll(".call-found mark"));
    }

    [Fact]
    public void Row_WithoutASearch_MarksNothing()
    {
        var row = Row("", null);

        Assert.Empty(row.FindAll("mark, .call-found"));
        Assert.Equal("/calls/9876543", row.Find(".row-link").GetAttribute("href"));
    }

    private IRenderedComponent<CallTableRow> Row(string typed, Excerpt? excerpt) => Render<CallTableRow>(parameters => parameters
        .Add(row => row.Call, SampleCalls.Answered)
        .Add(row => row.Columns, CallColumnSet.Default)
        .Add(row => row.Words, new WordSearch(typed))
        .Add(row => row.Excerpt, excerpt));
}
