using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.ReadModels.Insights;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.ReadModels.Tasks;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Events;

namespace Superfone.Dashboard.Tests.ReadModels;

/// <summary>Lists of a million rows stay fast only while an index answers every filter in the list's order.</summary>
public sealed class IndexUseTests : IDisposable
{
    private const string OwnKey = "the key of a table without row ids";

    private readonly string _directory = Directory.CreateTempSubdirectory("superfone-").FullName;
    private readonly ReadModelContext _readModel;

    public IndexUseTests()
    {
        var options = new DbContextOptionsBuilder<ReadModelContext>().UseSqlite($"Data Source={Path.Combine(_directory, "views.db")};Pooling=False").Options;
        _readModel = new ReadModelContext(options);
        ReadModelSchema.Create(_readModel);
    }

    public static TheoryData<CallFilter, string> Calls { get; } = new()
    {
        { new CallFilter(), "IX_Calls_SortKey" },
        { new CallFilter { Missed = true }, "IX_Calls_Missed" },
        { new CallFilter { HasRecording = true }, "IX_Calls_WithRecording" },
        { new CallFilter { HasSummary = true }, "IX_Calls_WithSummary" },
        { new CallFilter { Direction = CallDirection.Outbound }, "IX_Calls_Direction_SortKey" },
        { new CallFilter { Outcome = Outcome.Busy }, "IX_Calls_Outcome_SortKey" },
        { new CallFilter { Disposition = "BUSY" }, "IX_Calls_Disposition_SortKey" },
        { new CallFilter { StaffPhone = "9876543210" }, "IX_Calls_StaffKey_SortKey" },
        { new CallFilter { Phone = "9876543210" }, "IX_Calls_PhoneKey_SortKey" },
        { new CallFilter { Account = "9876543210" }, "IX_Calls_AccountKey_SortKey" },
        { new CallFilter { ContactId = 1 }, "IX_Calls_ContactId_SortKey" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Calls_Filter_IsAnsweredByItsIndexWithoutSorting(CallFilter filter, string index)
    {
        var calls = await _readModel.Calls.AsNoTracking().ApplyFilterAsync(_readModel, filter, new PhoneBook("IN"), TestContext.Current.CancellationToken);

        await AssertUsesAsync(calls.Where(call => call.SortKey < 5).OrderByDescending(call => call.SortKey).Take(51), index);
    }

    [Fact]
    public async Task Calls_WithTheirContext_LookForAnEarlierCallInTheIndexOfItsNumber()
    {
        var calls = _readModel.Calls.AsNoTracking().OrderByDescending(call => call.SortKey).Take(51).WithContext(_readModel);

        await AssertUsesAsync(calls, "IX_Calls_PhoneKey_SortKey");
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Calls_OldestFirst_AreAnsweredByTheSameIndex(CallFilter filter, string index)
    {
        var calls = await _readModel.Calls.AsNoTracking().ApplyFilterAsync(_readModel, filter, new PhoneBook("IN"), TestContext.Current.CancellationToken);

        await AssertUsesAsync(calls.Since(5).Take(51), index);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Calls_CountedOrByLength_AreReadThroughTheSameIndex(CallFilter filter, string index)
    {
        var calls = await _readModel.Calls.AsNoTracking().ApplyFilterAsync(_readModel, filter, new PhoneBook("IN"), TestContext.Current.CancellationToken);

        await AssertUsesAsync(calls.Before(long.MaxValue).Take(51).Select(call => new { call.SortKey, call.DurationSeconds }), index);
    }

    [Fact]
    public async Task CallsOfAMenuKey_AreLookedUpInOrder()
    {
        var calls = await _readModel.Calls.AsNoTracking().ApplyFilterAsync(_readModel, new CallFilter { IvrKey = "Menu|1" }, new PhoneBook("IN"), TestContext.Current.CancellationToken);

        await AssertUsesAsync(calls.Before(5).Take(51), "IX_Calls_SortKey");
    }

    [Theory]
    [InlineData(CallGap.Recording, "IX_Calls_LackingRecording")]
    [InlineData(CallGap.Summary, "IX_Calls_LackingSummary")]
    public Task LackingCalls_AreAnsweredByTheIndexOfThose(CallGap gap, string index) =>
        AssertUsesAsync(CompletenessQueries.Lacking(_readModel, gap, 1, 5).OrderByDescending(call => call.SortKey).Take(51), index);

    public static TheoryData<InsightFilter, string> Insights { get; } = new()
    {
        { new InsightFilter(), OwnKey },
        { new InsightFilter { TitleKey = "mainconcern" }, "IX_CallInsights_TitleKey_SortKey" },
        { new InsightFilter { StaffPhone = "9876543210" }, "IX_CallInsights_StaffKey_SortKey" },
        { new InsightFilter { TitleKey = "mainconcern", Account = "9876543210" }, "IX_CallInsights_TitleKey_SortKey" },
        { new InsightFilter { OpenCallbacks = true }, "IX_CallInsights_Callbacks" },
    };

    [Theory]
    [MemberData(nameof(Insights))]
    public async Task Insights_Filter_IsAnsweredByItsIndexWithoutSorting(InsightFilter filter, string index) =>
        await AssertUsesAsync((await InsightsAsync(filter)).Take(51), index);

    [Fact]
    public async Task OpenCallbacks_AreClosedByTheCallsOfTheirNumberAlone() =>
        await AssertUsesAsync((await InsightsAsync(new InsightFilter { OpenCallbacks = true })).Take(51), "IX_Calls_PhoneKey_SortKey");

    [Theory]
    [InlineData(null, null)]
    [InlineData(null, "9876543211")]
    [InlineData("9876543210", null)]
    public async Task InsightTitles_AreCountedWithoutLookingRowsUp(string? staff, string? account)
    {
        var filter = new InsightFilter { From = DateTime.UnixEpoch, To = DateTime.UtcNow, StaffPhone = staff, Account = account };
        var counts = await InsightQueries.CountsAsync(_readModel, filter, new PhoneBook("IN"), TestContext.Current.CancellationToken);

        await AssertUsesAsync(counts, staff is null ? OwnKey : "IX_CallInsights_StaffKey_SortKey", isCovering: staff is not null, sorts: true);
        await AssertUsesAsync(counts, "IX_CallInsights_TitleKey_SortKey", sorts: true);
    }

    [Fact]
    public async Task InsightTitles_OfAnAgentAndANumber_AreReadThroughTheIndexOfAgents()
    {
        var filter = new InsightFilter { From = DateTime.UnixEpoch, To = DateTime.UtcNow, StaffPhone = "9876543210", Account = "9876543211" };

        await AssertUsesAsync(
            await InsightQueries.CountsAsync(_readModel, filter, new PhoneBook("IN"), TestContext.Current.CancellationToken), "IX_CallInsights_StaffKey_SortKey", sorts: true);
    }

    [Fact]
    public Task NewHits_AreReadFromTheNewestSummaryOn() => AssertUsesAsync(NewHitQueries.Arrived(_readModel, 5, 9), "IX_Summaries_Delivery");

    public static TheoryData<ContactFilter, string> Contacts { get; } = new()
    {
        { new ContactFilter { Stage = "New" }, "IX_Contacts_StageTitle" },
        { new ContactFilter { Group = "New" }, "IX_Contacts_GroupTitle" },
        { new ContactFilter { AssigneeUserId = 3 }, "IX_Contacts_AssigneeUserId" },
    };

    [Theory]
    [MemberData(nameof(Contacts))]
    public async Task Contacts_Filter_IsAnsweredByItsIndexWithoutSorting(ContactFilter filter, string index)
    {
        var contacts = await _readModel.ApplyFilterAsync(filter, new PhoneBook("IN"), TestContext.Current.CancellationToken);

        await AssertUsesAsync(contacts.Where(contact => contact.ContactId < 5).OrderByDescending(contact => contact.ContactId).Take(51), index);
    }

    public static TheoryData<ContactFilter, string> ContactsByActivity { get; } = new()
    {
        { new ContactFilter(), "IX_Contacts_LastActivityUtc" },
        { new ContactFilter { Stage = "New" }, "IX_Contacts_StageTitle_LastActivityUtc" },
        { new ContactFilter { Group = "New" }, "IX_Contacts_GroupTitle_LastActivityUtc" },
        { new ContactFilter { AssigneeUserId = 3 }, "IX_Contacts_AssigneeUserId_LastActivityUtc" },
    };

    [Theory]
    [MemberData(nameof(ContactsByActivity))]
    public async Task ContactsByActivity_Filter_IsAnsweredByItsIndexWithoutSorting(ContactFilter filter, string index)
    {
        var contacts = await _readModel.ApplyFilterAsync(filter, new PhoneBook("IN"), TestContext.Current.CancellationToken);

        await AssertUsesAsync(ContactQueries.ByActivity(contacts, Cursor.Write(ListKind.ContactsByActivity, 5, 5)).Take(51), index);
    }

    public static TheoryData<ContactFilter, ContactArrival, string> ContactsByArrival { get; } = new()
    {
        { new ContactFilter(), new ContactArrival { From = DateTime.UnixEpoch }, "IX_Contacts_FirstSeenUtc" },
        { new ContactFilter { Stage = "New", Group = "New", AssigneeUserId = 3 }, new ContactArrival { From = DateTime.UnixEpoch }, "IX_Contacts_FirstSeenUtc" },
        { new ContactFilter(), new ContactArrival { Source = "website-form", To = DateTime.UnixEpoch }, "IX_Contacts_Origin_FirstSeenUtc" },
    };

    [Theory]
    [MemberData(nameof(ContactsByArrival))]
    public async Task ContactsByArrival_Filter_IsAnsweredByItsIndexWithoutSorting(ContactFilter filter, ContactArrival arrival, string index)
    {
        var contacts = await _readModel.ArrivedAsync(filter, arrival, new PhoneBook("IN"), TestContext.Current.CancellationToken);

        await AssertUsesAsync(ContactQueries.ByArrival(contacts, Cursor.Write(ListKind.ContactsByArrival, 5, 5)).Take(51), index);
    }

    [Theory]
    [InlineData(StageStep.Entered, "IX_StageStays_Stage_SinceUtc")]
    [InlineData(StageStep.Left, "IX_StageStays_Stage_UntilUtc")]
    [InlineData(StageStep.Stood, "IX_StageStays_Stage_SinceUtc")]
    public async Task ContactsByStage_Step_IsAnsweredByItsIndexWithoutSorting(StageStep step, string index)
    {
        var history = new StageHistory("New", step) { From = DateTime.UnixEpoch, To = DateTime.UtcNow };

        var staged = _readModel.Contacts.InStage(_readModel, history, Cursor.Write(ListKind.ContactsByStage, 5, 5)).Take(51);
        await AssertUsesAsync(staged, index);
        await AssertUsesAsync(staged, "IX_StageStays_ContactId_Stage", isCovering: true); // Whether they came again is asked of each.
        await AssertUsesAsync(_readModel.StaysOf(history).Select(stay => stay.ContactId), index, isCovering: true);
    }

    [Fact]
    public async Task Contacts_AreCountedFromIndexesAlone()
    {
        var arrival = new ContactArrival { Source = "website-form", From = DateTime.UnixEpoch };
        await AssertUsesAsync(ContactCountQueries.Ids(_readModel, _readModel.Contacts, null, null).Take(51), "IX_Contacts_LastActivityUtc", isCovering: true);
        var arrived = await _readModel.ArrivedAsync(new ContactFilter(), arrival, new PhoneBook("IN"), TestContext.Current.CancellationToken);
        await AssertUsesAsync(ContactCountQueries.Ids(_readModel, arrived, arrival, null).Take(51), "IX_Contacts_Origin_FirstSeenUtc", isCovering: true);
    }

    [Theory]
    [InlineData(TaskSection.Overdue, null, null, "IX_Tasks_Waiting")]
    [InlineData(TaskSection.Today, null, null, "IX_Tasks_Waiting")]
    [InlineData(TaskSection.Upcoming, null, null, "IX_Tasks_Waiting")]
    [InlineData(TaskSection.NoDate, null, null, "IX_Tasks_Waiting")]
    [InlineData(TaskSection.Done, null, null, "IX_Tasks_Done")]
    [InlineData(TaskSection.Overdue, "REMINDER", null, "IX_Tasks_Waiting_Type")]
    [InlineData(TaskSection.NoDate, "REMINDER", null, "IX_Tasks_Waiting_Type")]
    [InlineData(TaskSection.Done, "REMINDER", null, "IX_Tasks_Done_Type")]
    [InlineData(TaskSection.Upcoming, null, 3L, "IX_Tasks_Waiting_Assignee")]
    [InlineData(TaskSection.NoDate, null, 3L, "IX_Tasks_Waiting_Assignee")]
    [InlineData(TaskSection.Done, null, 3L, "IX_Tasks_Done_Assignee")]
    public async Task TaskSections_Filter_IsAnsweredByItsIndexWithoutSorting(TaskSection section, string? type, long? assignee, string index)
    {
        var sections = new TaskSectionQueries(null!, new BusinessCalendar(TimeZoneInfo.Utc), TimeProvider.System);
        var tasks = await sections.WithinAsync(_readModel.Tasks, section, new TaskFilter { Type = type, AssigneeUserId = assignee }, DateTime.UtcNow, TestContext.Current.CancellationToken);

        await AssertUsesAsync(TaskSectionQueries.Ordered(tasks, section, null).Take(51), index);
        await AssertUsesAsync(TaskSectionQueries.Ordered(tasks, section, Cursor.Write(ListKind.TaskSection, 5, 5)).Take(51), index);
        await AssertUsesAsync(TaskSectionQueries.Counted(tasks, section), index);
    }

    [Theory]
    [InlineData(FollowUpState.Open, "IX_FollowUps_State_LastMissedKey")]
    [InlineData(FollowUpState.Returned, "IX_FollowUps_State_LastStepKey_Id")]
    [InlineData(FollowUpState.Closed, "IX_FollowUps_State_LastStepKey_Id")]
    public async Task WorkList_State_IsAnsweredByItsIndexWithoutSorting(FollowUpState state, string index) =>
        await AssertUsesAsync(FollowUpQueries.InOrderOfWork(_readModel.FollowUps, state, Cursor.Write(ListKind.WorkList, 5, 5)).Take(51), index);

    public static TheoryData<WorkListFilter, string> WorkLists { get; } = new()
    {
        { new WorkListFilter { Account = "+918000099999" }, "IX_FollowUps_State_AccountKey_LastMissedKey" },
        { new WorkListFilter { Assignee = "user" }, "IX_FollowUps_Assigned" },
        { new WorkListFilter { State = FollowUpState.Returned, Account = "+918000099999" }, "IX_FollowUps_State_AccountKey_LastStepKey_Id" },
        { new WorkListFilter { State = FollowUpState.Returned, Agent = "Ravi" }, "IX_FollowUps_State_LastAgentKey_LastStepKey_Id" },
        { new WorkListFilter { State = FollowUpState.Returned, Agent = "Ravi", From = DateTime.UnixEpoch, To = DateTime.UtcNow }, "IX_FollowUps_State_LastAgentKey_LastStepKey_Id" },
    };

    [Theory]
    [MemberData(nameof(WorkLists))]
    public async Task WorkList_Filter_IsAnsweredByItsIndexWithoutSorting(WorkListFilter filter, string index) => await AssertUsesAsync(
        FollowUpQueries.InOrderOfWork(
            await FollowUpQueries.ApplyFilterAsync(_readModel.FollowUps, filter, new PhoneBook("IN"), TestContext.Current.CancellationToken), filter.State, Cursor.Write(ListKind.WorkList, 5, 5)).Take(51),
        index);

    [Fact]
    public async Task WorkOnCallers_IsFoundAmongTheFewWhoAreWorkedOn()
    {
        await AssertUsesAsync(FollowUpQueries.Snoozed(_readModel.FollowUps, DateTime.UtcNow).OrderBy(followUp => followUp.SnoozedUntilUtc), "IX_FollowUps_Snoozed");
        await AssertUsesAsync(_readModel.FollowUps.Where(followUp => followUp.ClaimedUntilUtc > DateTime.UtcNow).OrderBy(followUp => followUp.ClaimedUntilUtc), "IX_FollowUps_Claimed");
    }

    [Fact]
    public async Task Returned_InASpan_AreFoundByTheCallThatReturnedThem()
    {
        var returned = MissedCallerQueries.Returned(_readModel, DateTime.UnixEpoch, DateTime.UtcNow);

        await AssertUsesAsync(returned, "IX_FollowUps_State_LastStepKey_Id");
        await AssertUsesAsync(MissedCallerQueries.ReturnedBy(returned, "+91").Take(5), "IX_FollowUps_State_LastAgentKey_LastStepKey_Id");
    }

    [Fact]
    public async Task Overviews_OfABusyContactOrNumber_ReadNoCallButTheLastOneSummarised()
    {
        await AssertUsesAsync(OverviewQueries.TotalsOfContact(_readModel, 7), "IX_Calls_ContactId_SortKey", isCovering: true);
        await AssertUsesAsync(OverviewQueries.TotalsOfNumber(_readModel, "+917"), "IX_Calls_PhoneKey_SortKey", isCovering: true);
        await AssertUsesAsync(OverviewQueries.Summarised(_readModel, call => call.ContactId == 7).Take(1), "IX_Calls_Contact_WithSummary");
        await AssertUsesAsync(OverviewQueries.Summarised(_readModel, call => call.PhoneKey == "+917").Take(1), "IX_Calls_Phone_WithSummary");
    }

    public void Dispose()
    {
        _readModel.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task<IQueryable<long>> InsightsAsync(InsightFilter filter) => InsightQueries.Keys(
        await _readModel.ApplyFilterAsync(filter with { From = DateTime.UnixEpoch, To = DateTime.UtcNow }, new PhoneBook("IN"), TestContext.Current.CancellationToken), 5);

    private async Task AssertUsesAsync<T>(IQueryable<T> query, string? index, bool isCovering = false, bool sorts = false)
    {
        await using var command = query.CreateDbCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        await _readModel.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        List<string> plan = [];
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            plan.Add(reader.GetString(3));

        var used = index is null ? "USING INTEGER PRIMARY KEY" : index == OwnKey ? "USING PRIMARY KEY" : isCovering ? $"USING COVERING INDEX {index}" : $"INDEX {index}";
        Assert.Contains(plan, step => step.Contains($"{used} ", StringComparison.Ordinal) || step.EndsWith(used, StringComparison.Ordinal));
        if (!sorts)
            Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }
}
