using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Queries;
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

    private async Task AssertUsesAsync<T>(IQueryable<T> query, string index)
    {
        await using var command = query.CreateDbCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        await _views.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        List<string> plan = [];
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            plan.Add(reader.GetString(3));

        Assert.Contains(plan, step => step.Contains($"INDEX {index} ", StringComparison.Ordinal) || step.EndsWith($"INDEX {index}", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }
}
