using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Decisions;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Live;

/// <summary>What open pages and clients of the hub receive when numbers are marked and the staff directory is edited.</summary>
public sealed class StaffChangeTests
{
    private const string Phone = "+917000011111";

    [Fact]
    public async Task Mark_OfANumberWithoutCalls_IsSentToOpenPages()
    {
        await using var api = await ApiDashboard.StartAsync();
        await api.PostAsync(Payload.Contact(5, Phone));
        var marked = new ConcurrentQueue<string>();
        var contacts = new ConcurrentQueue<long>();
        using var page = api.Dashboard.Services.GetRequiredService<LiveFeed>().Subscribe(update =>
        {
            marked.Enqueue(string.Join(',', update.MarkedNumbers));
            foreach (var contact in update.Contacts)
                contacts.Enqueue(contact.ContactId);
            return Task.CompletedTask;
        });

        using var reply = await api.Client.PostAsJsonAsync($"/api/v1/numbers/{Phone}/mark", new { @as = "spam" }, TestContext.Current.CancellationToken);
        reply.EnsureSuccessStatusCode();

        await ApiDashboard.WaitAsync(() => Task.FromResult(marked.Contains(Phone) && contacts.Contains(5)));
    }

    [Fact]
    public async Task Staff_Edited_SendsTheChangedItemsInsteadOfAReset()
    {
        await using var api = await ApiDashboard.StartAsync();
        await api.PostAsync(Payload.MissedCall(9));
        var received = new ConcurrentQueue<string>();
        await using var hub = await HubTests.ConnectAsync(api, (method, item) => received.Enqueue($"{method} {Mark(item)}"));
        hub.On("Reset", () => received.Enqueue("Reset"));

        await SaveAsync(api, new StaffEntry("Ravi Patel", Phone, 678));
        await ApiDashboard.WaitAsync(() => Task.FromResult(received.Contains("CallChanged staff") && received.Contains("FollowUpChanged staff")));
        await SaveAsync(api, new StaffEntry("Ravi P.", Phone, 678));
        await api.PostAsync(Payload.AnsweredCall(10).With("cdr_phone", "+917000033333"));

        await ApiDashboard.WaitAsync(() => Task.FromResult(received.Contains("CallChanged ")));
        Assert.DoesNotContain("Reset", received);
    }

    [Fact]
    public async Task EventFeed_StaffRenamed_NamesTheAssigneeOfEarlierEvents()
    {
        await using var api = await ApiDashboard.StartAsync();
        await api.PostAsync(Payload.Sample("CUSTOMER_CHANGE").With(change =>
        {
            change["updated_key"] = "assignee_user";
            change["updated_value"] = 678;
        }));
        IReadOnlyList<EventItem> shown = [];
        using var page = api.Dashboard.Services.GetRequiredService<EventFeed>().Newest.Watch(events =>
        {
            shown = events;
            return Task.CompletedTask;
        });

        await SaveAsync(api, new StaffEntry("Ravi Patel", null, 678));
        await ApiDashboard.WaitAsync(() => Task.FromResult(shown is [{ Names: var names }] && names.GetValueOrDefault(678) == "Ravi Patel"));
        await SaveAsync(api, new StaffEntry("Ravi P.", null, 678));
        await ApiDashboard.WaitAsync(() => Task.FromResult(shown is [{ Names: var names }] && names.GetValueOrDefault(678) == "Ravi P."));
    }

    [Fact]
    public void Then_MarksAndStaff_AreInBothUpdates()
    {
        var both = new LiveUpdate { MarkedNumbers = ["+911", "+912"] }.Then(new LiveUpdate { MarkedNumbers = ["+912"], ChangesStaff = true });

        Assert.Equal(["+911", "+912"], both.MarkedNumbers.Order());
        Assert.True(both is { ChangesStaff: true, TouchesNames: true, TouchesMarks: true, IsReload: false });
        Assert.True(new LiveUpdate { ChangesStaff = true }.Then(LiveUpdate.None).ChangesStaff);
    }

    private static async Task SaveAsync(ApiDashboard api, StaffEntry entry)
    {
        var version = (await api.GetAsync("staff"))["version"]!.GetValue<long>();
        using var manager = api.Dashboard.CreateClient(Roles.Manager);
        using var reply = await manager.PutAsJsonAsync("/api/v1/staff", new { version, items = new[] { entry } }, TestContext.Current.CancellationToken);
        reply.EnsureSuccessStatusCode();
    }

    private static string? Mark(JsonElement item) => item.TryGetProperty("mark", out var mark) ? mark.GetString() : null;
}
