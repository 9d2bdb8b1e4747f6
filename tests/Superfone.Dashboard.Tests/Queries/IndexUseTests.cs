using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Queries;
using Superfone.Dashboard.Queries.Items;
using Superfone.Dashboard.Storage.Views;
using Superfone.Events;

namespace Superfone.Dashboard.Tests.Queries;

/// <summary>Lists of a million rows stay fast only while an index answers every filter in the list's order.</summary>
public sealed class IndexUseTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("superfone-").FullName;
    private readonly ViewsContext _views;

    public IndexUseTests()
    {
        var options = new DbContextOptionsBuilder<ViewsContext>().UseSqlite($"Data Source={Path.Combine(_directory, "views.db")};Pooling=False").Options;
        _views = new ViewsContext(options);
        ViewsSchema.Create(_views);
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
        var calls = await _views.Calls.AsNoTracking().NarrowAsync(_views, filter, new PhoneBook("IN"), TestContext.Current.CancellationToken);

        await AssertUsesAsync(calls.Where(call => call.SortKey < 5).OrderByDescending(call => call.SortKey).Take(51), index);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Calls_OldestFirst_AreAnsweredByTheSameIndex(CallFilter filter, string index)
    {
        var calls = await _views.Calls.AsNoTracking().NarrowAsync(_views, filter, new PhoneBook("IN"), TestContext.Current.CancellationToken);

        await AssertUsesAsync(calls.Since(5).Take(51), index);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Calls_CountedOrByLength_AreReadThroughTheSameIndex(CallFilter filter, string index)
    {
        var calls = await _views.Calls.AsNoTracking().NarrowAsync(_views, filter, new PhoneBook("IN"), TestContext.Current.CancellationToken);

        await AssertUsesAsync(calls.Before(long.MaxValue).Take(51).Select(call => new { call.SortKey, call.DurationSeconds }), index);
    }

    [Theory]
    [InlineData(CallGap.Recording, "IX_Calls_LackingRecording")]
    [InlineData(CallGap.Summary, "IX_Calls_LackingSummary")]
    public Task LackingCalls_AreAnsweredByTheIndexOfThose(CallGap gap, string index) =>
        AssertUsesAsync(CompletenessQueries.Lacking(_views, gap, 1, 5).OrderByDescending(call => call.SortKey).Take(51), index);

    public static TheoryData<InsightFilter, string> Insights { get; } = new()
    {
        { new InsightFilter(), "IX_CallInsights_SortKey_TitleKey_Title" },
        { new InsightFilter { TitleKey = "mainconcern" }, "IX_CallInsights_TitleKey_SortKey" },
        { new InsightFilter { OpenCallbacks = true }, "IX_CallInsights_Callbacks" },
    };

    [Theory]
    [MemberData(nameof(Insights))]
    public Task Insights_Filter_IsAnsweredByItsIndexWithoutSorting(InsightFilter filter, string index) =>
        AssertUsesAsync(InsightQueries.Keys(_views, filter, 1, 5).Take(51), index);

    [Fact]
    public Task OpenCallbacks_AreClosedByTheCallsOfTheirNumberAlone() =>
        AssertUsesAsync(InsightQueries.Keys(_views, new InsightFilter { OpenCallbacks = true }, 1, 5).Take(51), "IX_Calls_PhoneKey_SortKey");

    [Fact]
    public Task InsightTitles_AreCountedWithoutTouchingTheRows() =>
        AssertUsesAsync(InsightQueries.Counts(_views, 1, 5), "IX_CallInsights_SortKey_TitleKey_Title", sorts: true);

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
        var contacts = await _views.NarrowAsync(filter, new PhoneBook("IN"), TestContext.Current.CancellationToken);

        await AssertUsesAsync(contacts.Where(contact => contact.ContactId < 5).OrderByDescending(contact => contact.ContactId).Take(51), index);
    }

    public void Dispose()
    {
        _views.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task AssertUsesAsync<T>(IQueryable<T> query, string index, bool sorts = false)
    {
        await using var command = query.CreateDbCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        await _views.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        List<string> plan = [];
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            plan.Add(reader.GetString(3));

        Assert.Contains(plan, step => step.Contains($"INDEX {index} ", StringComparison.Ordinal) || step.EndsWith($"INDEX {index}", StringComparison.Ordinal));
        if (!sorts)
            Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }
}
