using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Access.Users;

public sealed class AuditTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Audit_ReadsOfOneSubject_AreOneEntryWithinTenMinutes()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var dashboard = await RunningDashboard.StartAsync(time: time);
        var reads = dashboard.Services.GetRequiredService<ReadLog>();

        await reads.CallAsync(People.Asha, 1);
        await reads.CallAsync(People.Asha, 1);
        await reads.CallAsync(People.Asha, 2);
        time.Advance(TimeSpan.FromMinutes(10));
        await reads.CallAsync(People.Asha, 1);

        Assert.Equal(["call 1", "call 2", "call 1"], await SubjectsAsync(dashboard, "action=read"));
    }

    [Fact]
    public async Task Audit_LooksDownloadsAndExports_AreRecorded()
    {
        await using var api = await ApiDashboard.StartAsync();
        await api.PostAsync(Payload.AnsweredCall(9), Payload.Contact(1, "+917000011111", "Asha"));
        using var manager = api.Dashboard.CreateClient(Roles.Manager);
        foreach (var path in new[]
        {
            "/api/v1/calls/9", "/api/v1/contacts/1", "/api/v1/contacts/1/timeline", "/api/v1/deliveries/1", "/api/v1/deliveries/1/body", "/export/calls.csv", "/api/v1/calls/77",
        })
            using (await manager.GetAsync(path, Stop)) { }

        Assert.Equal(["call 9", "contact 1", "delivery 1"], (await SubjectsAsync(api.Dashboard, "action=read")).Order());
        Assert.Equal(["delivery 1"], await SubjectsAsync(api.Dashboard, "action=download"));
        Assert.Equal(["calls.csv"], await SubjectsAsync(api.Dashboard, "action=export&user=Manager%20script"));
    }

    [Fact]
    public async Task Audit_Filters_NarrowAndPagesFollowEachOther()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var dashboard = await RunningDashboard.StartAsync(time: time);
        var audit = dashboard.Services.GetRequiredService<AuditLog>();
        for (var i = 0; i < 5; i++)
            await audit.WriteAsync(i % 2 == 0 ? People.Asha : Actor.System, AuditAction.Link, $"{i}");
        time.Advance(TimeSpan.FromHours(1));
        await audit.WriteAsync(People.Asha, AuditAction.Link, "later");
        var noon = time.GetUtcNow().AddMinutes(-30).UtcDateTime.ToString("O");

        Assert.Equal(["later", "4", "2", "0"], await SubjectsAsync(dashboard, "action=link&user=asha@example.com&limit=2"));
        Assert.Equal(["later"], await SubjectsAsync(dashboard, $"action=link&from={noon}"));
        Assert.Equal(["4", "3", "2", "1", "0"], await SubjectsAsync(dashboard, $"action=link&to={noon}&limit=1"));
    }

    [Theory]
    [InlineData("action=steal", "action")]
    [InlineData("who=asha", "who")]
    [InlineData("from=soon", "from")]
    public async Task Audit_WrongFilter_Is400NamingIt(string query, string name)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var owner = dashboard.CreateClient(Roles.Owner);

        using var response = await owner.GetAsync($"/api/v1/audit?{query}", Stop);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains($"\"{name}\"", await response.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public async Task Audit_Exported_IsRecordedItself(string extension)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var owner = dashboard.CreateClient(Roles.Owner);

        using var response = await owner.GetAsync($"/export/audit.{extension}?action=signIn", Stop);
        using var wrong = await owner.GetAsync($"/export/audit.{extension}?action=steal", Stop);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (response.StatusCode, wrong.StatusCode));
        Assert.Equal([$"audit.{extension}"], await SubjectsAsync(dashboard, "action=export"));
    }

    // All pages of the list.
    private static async Task<List<string?>> SubjectsAsync(RunningDashboard dashboard, string query)
    {
        using var owner = dashboard.CreateClient(Roles.Owner);
        List<string?> subjects = [];
        string? cursor = null;
        do
        {
            var page = JsonNode.Parse(await owner.GetStringAsync($"/api/v1/audit?{query}{(cursor is null ? "" : $"&cursor={cursor}")}", Stop))!;
            subjects.AddRange(page["items"]!.AsArray().Select(item => (string?)item!["subject"]));
            cursor = (string?)page["nextCursor"];
        }
        while (cursor is not null);
        return subjects;
    }
}
