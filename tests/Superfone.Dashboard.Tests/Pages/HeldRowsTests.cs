using Superfone.Dashboard.Components.Pages.FollowUps;
using Superfone.Dashboard.Components.Pages.Tasks;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.ReadModels.Tasks;
using Superfone.Dashboard.Tests.Projections;

namespace Superfone.Dashboard.Tests.Pages;

/// <summary>Rows that no longer belong to a list stay for a while, so that none vanishes while somebody taps it.</summary>
public sealed class HeldRowsTests : IDisposable
{
    private readonly LogOnDisk _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task WorkList_WhatWasReturned_StaysInItsPlaceForAMinuteOrTwo()
    {
        var at = _log.Now.AddHours(-1);
        _log.AppendAndProject(Missed(1, at, "8000000001"), Missed(2, at.AddMinutes(1), "8000000002"), Missed(3, at.AddMinutes(2), "8000000003"));
        var followUps = _log.FollowUps;
        var list = new WorkList(followUps, () => Visibility.Everything);

        _log.AppendAndProject(Payload.Call(4, at.AddMinutes(5)).With("cdr_phone", "8000000002"));
        list.Hold(await followUps.OfNumberAsync(Visibility.Everything, "+918000000002", 1, TestContext.Current.CancellationToken));

        Assert.Equal("3:Open 2:Returned 1:Open", await ShownAsync());
        list.LetGo();
        Assert.Equal("3:Open 2:Returned 1:Open", await ShownAsync());
        list.LetGo();
        Assert.Equal("3:Open 1:Open", await ShownAsync());

        async Task<string> ShownAsync() => string.Join(
            ' ', (await list.ReadAsync(new WorkListFilter(), null, TestContext.Current.CancellationToken)).Items.Select(item => $"{item.Phone[^1]}:{item.State}"));
    }

    [Fact]
    public async Task TaskBoard_WhatWasDone_StaysInItsSectionForAMinuteOrTwo()
    {
        foreach (var id in new[] { 1, 2, 3 })
            _log.AppendAndProject(Payload.Task(id), Payload.TaskChange(id, "task_due_date", Payload.Iso(_log.Now.AddMinutes(-10 + id))));
        var sections = new TaskSectionQueries(_log.ReadModel, new BusinessCalendar(TimeZoneInfo.Utc), _log.Time);
        var board = new TaskBoard(sections, () => Visibility.Everything);
        await board.ReadAsync(TestContext.Current.CancellationToken);
        Assert.Equal("Overdue 3: 1 2 3", Shown());

        _log.AppendAndProject(Payload.TaskChange(2, "task_status", "COMPLETED"));
        board.Hold(await new TaskQueries(_log.ReadModel, _log.Time).ByIdsAsync(Visibility.Everything, [2], TestContext.Current.CancellationToken));
        await board.ReadAsync(TestContext.Current.CancellationToken);
        Assert.Equal("Overdue 2: 1 2 3|Done 1: ", Shown());

        board.LetGo();
        board.LetGo();
        await board.ReadAsync(TestContext.Current.CancellationToken);
        Assert.Equal("Overdue 2: 1 3|Done 1: ", Shown());
        await board.OpenAsync(board.Sections[1]);
        Assert.Equal("Overdue 2: 1 3|Done 1: 2", Shown());

        string Shown() => string.Join('|', board.Sections.Select(list => $"{list.Section} {list.Count}: {string.Join(' ', list.Rows.Select(task => task.TaskId))}"));
    }

    [Fact]
    public async Task TaskBoard_Filter_LeavesOutWhatCannotPass()
    {
        _log.AppendAndProject(Payload.Task(1), Payload.Task(2), Payload.TaskChange(2, "task_status", "COMPLETED"));
        var board = new TaskBoard(new TaskSectionQueries(_log.ReadModel, new BusinessCalendar(TimeZoneInfo.Utc), _log.Time), () => Visibility.Everything);

        board.Begin(new TaskFilter { Status = "COMPLETED" });
        await board.ReadAsync(TestContext.Current.CancellationToken);
        Assert.Equal([(TaskSection.Done, true)], board.Sections.Select(list => (list.Section, list.IsOpen)));
        board.Begin(new TaskFilter { Overdue = true });
        await board.ReadAsync(TestContext.Current.CancellationToken);
        Assert.True(board.IsEmpty);
    }

    private static string Missed(long cdrId, DateTime at, string phone) => Payload.Missed(cdrId, at).With("cdr_phone", phone);
}
