using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Components.Pages.FollowUps;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.Tests.Shared;
using Superfone.Events;

namespace Superfone.Dashboard.Components.Tests.Pages;

public sealed class FollowUpRowTests : DisplayContext
{
    internal static readonly FollowUpItem Waiting = new()
    {
        Id = 7,
        Phone = "+917000011111",
        Contact = null,
        MissedCount = 3,
        FirstMissedUtc = Now.AddMinutes(-42),
        LastMissedUtc = Now.AddMinutes(-5),
        Attempts = 2,
        State = FollowUpState.Open,
        ReturnedUtc = null,
        SecondsToReturn = null,
        ClosedUtc = null,
        ClosedBy = null,
        Note = null,
        LastAgent = "Ravi",
        LastTriedUtc = Now.AddMinutes(-10),
        LastSummary = "Asked for the price list.",
    };

    [Fact]
    public void Row_OfWhoWaits_TellsHowLongWhatWasTriedAndWhatWasSaid()
    {
        var row = Row(Waiting);

        Assert.Equal("/numbers/+917000011111", row.Find(".row-link").GetAttribute("href"));
        Assert.Equal("Waits 42 min", row.Find(".state").TextContent.Trim());
        Assert.Equal("missed 3 times, last 5 min ago · tried 2 times, last by Ravi 10 min ago", row.Find(".follow-up-facts").TextContent);
        TextAssert.Says("Asked for the price list.", row.Find(".follow-up-more").TextContent);
        Assert.Equal("tel:+917000011111", row.Find("a.row-action").GetAttribute("href"));
    }

    [Fact]
    public void Row_OfWhoWasCalledBack_SaysByWhomAndAfterHowLong()
    {
        var row = Row(Waiting with { State = FollowUpState.Returned, ReturnedUtc = Now.AddMinutes(-2), SecondsToReturn = 2400, ReturnDirection = CallDirection.Outbound });

        TextAssert.Says("called back … Ravi … 2 min ago", row.Find(".state").TextContent);
        row = Row(Waiting with { State = FollowUpState.Returned, ReturnedUtc = Now.AddDays(-1), SecondsToReturn = 2400, ReturnDirection = CallDirection.Inbound });
        Assert.StartsWith("Answered by Ravi yesterday ", string.Join(' ', row.Find(".state").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Contains("waited 40 min", row.Find(".follow-up-facts").TextContent, StringComparison.Ordinal);
        Assert.Empty(row.FindAll("a.row-action, button"));
    }

    [Fact]
    public void Row_Closed_HasItsNoteAndCanBeReopened()
    {
        var isReopened = false;
        var row = Render<FollowUpRow>(parameters => parameters
            .Add(row => row.Item, Waiting with { State = FollowUpState.Closed, ClosedUtc = Now, ClosedBy = "asha@example.com", Note = "Wrong number" })
            .Add(row => row.OnReopen, EventCallback.Factory.Create(this, () => isReopened = true)));

        Assert.Equal("“Wrong number”", row.Find(".follow-up-more").TextContent);
        row.Find("button").Click();
        Assert.True(isReopened);
    }

    [Fact]
    public void Row_WhereNothingCanBeDecided_OffersTheCallOnly()
    {
        Assert.Empty(Row(Waiting).FindAll("button:not([data-before])"));
        Assert.Empty(Row(Waiting with { State = FollowUpState.Closed }).FindAll("button:not([data-before])"));
    }

    [Fact]
    public void More_HasTheNoteOfAClosing_AndEscapeFoldsIt()
    {
        string? note = "";
        var row = Render<FollowUpRow>(parameters => parameters
            .Add(row => row.Item, Waiting)
            .Add(row => row.OnClose, EventCallback.Factory.Create<string?>(this, text => note = text)));

        row.Find(".follow-up-open").Click();
        row.Find(".drawer").KeyDown("Escape");
        Assert.Empty(row.FindAll("form"));
        row.Find(".follow-up-open").Click();
        row.Find(".follow-up-form input").Input("  Spam ");
        row.Find(".follow-up-form").Submit();

        Assert.Equal("Spam", note);
        Assert.Empty(row.FindAll("form"));
    }

    [Fact]
    public void Claim_OfTheReader_IsTheirButtonAndThatOfAColleagueSaysWho()
    {
        FollowUpWish? wish = null;
        var row = Workable(Waiting, one => wish = one);
        row.Find(".claim").Click();
        Assert.IsType<FollowUpWish.Claim>(wish);

        var claimed = Waiting with { ClaimedBy = "ravi@example.com", ClaimedByName = "Ravi", ClaimedUntilUtc = Now.AddMinutes(12) };
        row = Workable(claimed, one => wish = one);
        TextAssert.Says("Ravi is calling … 12 min left", row.Find(".claim").TextContent);
        Assert.Empty(row.FindAll("button.claim"));

        row = Workable(claimed with { ClaimedBy = "me@example.com" }, one => wish = one);
        TextAssert.Says("You are calling … 12 min left", row.Find("button.claim").TextContent);
        row.Find("button.claim").Click();
        Assert.IsType<FollowUpWish.Release>(wish);

        Assert.Equal("I'm calling", Workable(claimed with { ClaimedUntilUtc = Now }, _ => { }).Find("button.claim").TextContent);
    }

    [Fact]
    public void More_NoteWithAnOutcome_IsSavedTogether()
    {
        FollowUpWish? wish = null;
        var row = Workable(Waiting, one => wish = one);
        row.Find(".follow-up-open").Click();

        row.Find(".drawer form").Submit();
        Assert.Null(wish);
        row.FindAll(".drawer .chip").Single(chip => chip.TextContent == "Asked to call later").Click();
        row.Find(".drawer-text").Input(" After six ");
        row.Find(".drawer form").Submit();

        Assert.Equal(new FollowUpWish.Note("After six", AttemptOutcome.AskedToCallLater), wish);
        Assert.Equal("", row.Find(".drawer-text").GetAttribute("value"));
    }

    [Fact]
    public void More_NoteThatCouldNotBeSaved_IsKeptAndSaysSo()
    {
        var isSaved = false;
        var row = Render<FollowUpRow>(parameters => parameters
            .Add(row => row.Item, Waiting)
            .Add(row => row.OnWish, EventCallback.Factory.Create<FollowUpWish>(this, _ => Assert.Fail("A note is no other wish.")))
            .Add(row => row.OnNote, _ => Task.FromResult(isSaved)));
        row.Find(".follow-up-open").Click();

        row.Find(".drawer-text").Input("After six");
        row.Find(".drawer form").Submit();
        Assert.Equal("After six", row.Find(".drawer-text").GetAttribute("value"));
        TextAssert.Says("not saved … kept", row.Find(".drawer [role=status]").TextContent);

        isSaved = true;
        row.Find(".drawer form").Submit();
        Assert.Equal("", row.Find(".drawer-text").GetAttribute("value"));
        Assert.Empty(row.FindAll(".drawer [role=status]"));
    }

    [Fact]
    public void More_SnoozeAndAssignment_AreOneChoiceEach()
    {
        List<FollowUpWish> wishes = [];
        var row = Workable(Waiting, wishes.Add);
        row.Find(".follow-up-open").Click();

        row.FindAll(".drawer .chip").Single(chip => chip.TextContent == "In 1 hour").Click();
        row.Find("select").Change("user-1");
        row.Find("select").Change("");

        Assert.Equal([new FollowUpWish.Snooze(Now.AddHours(1)), new FollowUpWish.Assign("user-1"), new FollowUpWish.Assign(null)], wishes);
    }

    // Now is a Friday.
    [Fact]
    public void Snooze_OverAWeekend_EndsWhenTheBusinessOpens()
    {
        Services.AddSingleton(SetHours.Of(Calendar, (DayOfWeek.Friday, "09:30-18:30"), (DayOfWeek.Monday, "09:30-18:30")));
        List<FollowUpWish> wishes = [];
        var row = Workable(Waiting, wishes.Add);
        row.Find(".follow-up-open").Click();

        row.FindAll(".drawer .chip").Single(chip => chip.TextContent.EndsWith("09:30", StringComparison.Ordinal)).Click();

        Assert.Equal([new FollowUpWish.Snooze(new DateTime(2026, 5, 18, 4, 0, 0, DateTimeKind.Utc))], wishes);
    }

    private IRenderedComponent<FollowUpRow> Workable(FollowUpItem item, Action<FollowUpWish> onWish) => Render<FollowUpRow>(parameters => parameters
        .Add(row => row.Item, item)
        .Add(row => row.Me, "me@example.com")
        .Add(row => row.Assignees, [new Assignee("user-1", "Ravi", null)])
        .Add(row => row.OnWish, EventCallback.Factory.Create(this, onWish)));

    private IRenderedComponent<FollowUpRow> Row(FollowUpItem item) => Render<FollowUpRow>(parameters => parameters.Add(row => row.Item, item));
}
