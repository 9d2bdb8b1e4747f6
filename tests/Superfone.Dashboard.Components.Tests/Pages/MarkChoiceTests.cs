using Bunit;
using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Components.Numbers;
using Superfone.Dashboard.Components.Pages.FollowUps;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.FollowUps;

namespace Superfone.Dashboard.Components.Tests.Pages;

public sealed class MarkChoiceTests : DisplayContext
{
    private readonly List<NumberMark?> _marked = [];

    [Theory]
    [InlineData(true, "Staff", "Vendor", "Spam")]
    [InlineData(false, "Vendor", "Spam")]
    public void Choice_WithoutAMark_OffersWhatTheReaderMayDecide(bool mayMarkStaff, params string[] offered)
    {
        var choice = Choice(null, mayMarkStaff);

        Assert.Equal(offered, choice.FindAll("[role=group] button").Select(button => button.TextContent));
        choice.FindAll("[role=group] button")[^1].Click();
        Assert.Equal([NumberMark.Spam], _marked);
    }

    [Fact]
    public void Choice_WithAMark_SaysItAndTakesItBack()
    {
        var choice = Choice(NumberMark.Vendor, mayMarkStaff: false);

        Assert.Equal("Vendor", choice.Find(".label").TextContent);
        choice.Find("button").Click();
        Assert.Equal([null], _marked);
        Assert.Empty(Choice(NumberMark.Staff, mayMarkStaff: false).FindAll("button"));
        Assert.Single(Choice(NumberMark.Staff, mayMarkStaff: true).FindAll("button"));
    }

    [Fact]
    public void Choice_WhereNothingCanBeDecided_OnlySaysTheMark()
    {
        Assert.Empty(Render<MarkChoice>(parameters => parameters.Add(choice => choice.Name, "Asha")).Markup.Trim());
        var marked = Render<MarkChoice>(parameters => parameters.Add(choice => choice.Name, "Asha").Add(choice => choice.Mark, NumberMark.Spam));
        Assert.Equal("Spam", marked.Find(".mark").TextContent.Trim());
    }

    [Fact]
    public void FollowUpRow_Closing_OffersMarksAndAMarkedOneTakesItBackInsteadOfReopening()
    {
        var row = Row(FollowUpRowTests.Waiting);
        row.Find(".follow-up-open").Click();
        row.FindAll(".follow-up-mark button").Single(button => button.TextContent == "Spam").Click();
        Assert.Equal([NumberMark.Spam], _marked);
        Assert.Empty(row.FindAll("form"));

        row = Row(FollowUpRowTests.Waiting with { State = FollowUpState.Closed, Mark = NumberMark.Spam, ClosedUtc = Now, ClosedBy = "asha@example.com" });
        Assert.Equal("Spam", row.Find(".label").TextContent);
        Assert.Equal("Undo", row.Find("button").TextContent);
        row.Find("button").Click();
        Assert.Equal([NumberMark.Spam, null], _marked);
    }

    private IRenderedComponent<MarkChoice> Choice(NumberMark? mark, bool mayMarkStaff) => Render<MarkChoice>(parameters => parameters
        .Add(choice => choice.Name, "Asha")
        .Add(choice => choice.Mark, mark)
        .Add(choice => choice.MayMarkStaff, mayMarkStaff)
        .Add(choice => choice.OnMark, EventCallback.Factory.Create<NumberMark?>(this, _marked.Add)));

    private IRenderedComponent<FollowUpRow> Row(ReadModels.FollowUps.FollowUpItem item) => Render<FollowUpRow>(parameters => parameters
        .Add(row => row.Item, item)
        .Add(row => row.OnClose, EventCallback.Factory.Create<string?>(this, _ => { }))
        .Add(row => row.OnReopen, EventCallback.Factory.Create(this, () => { }))
        .Add(row => row.OnMark, EventCallback.Factory.Create<NumberMark?>(this, _marked.Add)));
}
