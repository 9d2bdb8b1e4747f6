using System.Net;
using System.Net.Http.Json;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Tests.Api;

public sealed class DecisionApiTests
{
    private const string Uuid = "8f4e2a31-2b6d-4c3a-9f1e-7a0b6c2d4e5f";

    [Fact]
    public async Task Link_SummaryWithTwoCandidates_GivesItToTheChosenCall()
    {
        await using var api = await StartAsync();
        await api.PostAsync(Payload.AnsweredCall(1), Payload.AnsweredCall(2, "2026-05-15T10:40:00Z"), Payload.Summary(Uuid, "Which call?", 60));
        Assert.Equal("[2,1]", (await api.GetAsync("summaries/unmatched"))["items"]![0]!["candidates"]!.ToJsonString());
        Assert.Single((await api.GetAsync("summaries/unmatched?q=WHICH call"))["items"]!.AsArray());
        Assert.Empty((await api.GetAsync("summaries/unmatched?q=100%25"))["items"]!.AsArray());

        using var manager = api.Dashboard.CreateClient(Roles.Manager);
        using var reply = await manager.PutAsJsonAsync($"/api/v1/summaries/{Uuid.ToUpperInvariant()}/call", new { cdrId = 1 }, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal("manual", (await api.GetAsync("calls/1"))["summary"]!["matchedBy"]!.GetValue<string>());
        Assert.Empty((await api.GetAsync("summaries/unmatched"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Unlink_LinkByHand_GivesTheSummaryBackToThoseThatWait()
    {
        await using var api = await StartAsync();
        await api.PostAsync(Payload.AnsweredCall(1), Payload.AnsweredCall(2, "2026-05-15T10:40:00Z"), Payload.Summary(Uuid, "Which call?", 60));
        using var manager = api.Dashboard.CreateClient(Roles.Manager);
        using var linked = await manager.PutAsJsonAsync($"/api/v1/summaries/{Uuid}/call", new { cdrId = 1 }, TestContext.Current.CancellationToken);
        await api.ProblemAsync(HttpStatusCode.Conflict, client => client.DeleteAsync($"/api/v1/summaries/{Uuid}/call/2"), manager);
        await api.ProblemAsync(HttpStatusCode.Forbidden, client => client.DeleteAsync($"/api/v1/summaries/{Uuid}/call/1"));

        using var reply = await manager.DeleteAsync($"/api/v1/summaries/{Uuid}/call/1", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, reply.StatusCode);
        Assert.Null((await api.GetAsync("calls/1"))["summary"]);
        Assert.Equal("[2,1]", (await api.GetAsync("summaries/unmatched"))["items"]![0]!["candidates"]!.ToJsonString());
    }

    [Fact]
    public async Task Link_WhatIsNotKnownOrNotAllowed_IsAProblem()
    {
        await using var api = await StartAsync();
        await api.PostAsync(Payload.AnsweredCall(1), Payload.Summary(Uuid, "Text", 999));
        using var manager = api.Dashboard.CreateClient(Roles.Manager);

        await api.ProblemAsync(HttpStatusCode.NotFound, client => client.PutAsJsonAsync("/api/v1/summaries/none/call", new { cdrId = 1 }), manager);
        await api.ProblemAsync(HttpStatusCode.NotFound, client => client.PutAsJsonAsync($"/api/v1/summaries/{Uuid}/call", new { cdrId = 9 }), manager);
        var missing = await api.ProblemAsync(HttpStatusCode.BadRequest, client => client.PutAsJsonAsync($"/api/v1/summaries/{Uuid}/call", new { }), manager);
        Assert.NotNull(missing["errors"]!["cdrId"]);
        await api.ProblemAsync(HttpStatusCode.Forbidden, client => client.PutAsJsonAsync($"/api/v1/summaries/{Uuid}/call", new { cdrId = 1 }));
        await api.ProblemAsync(HttpStatusCode.Forbidden, client => client.PostAsync("/api/v1/projection/rebuild", null), manager);
        using var nobody = api.Dashboard.CreateClient();
        await api.ProblemAsync(HttpStatusCode.Unauthorized, client => client.GetAsync("/api/v1/calls"), nobody);
        await api.ProblemAsync(HttpStatusCode.Unauthorized, client => client.GetAsync("/openapi/v1.json"), nobody);
    }

    [Fact]
    public async Task Close_OpenFollowUp_KeepsWhoAndWhyAndIsDoneOnce()
    {
        await using var api = await StartAsync();
        await api.PostAsync(Payload.MissedCall(1), Payload.MissedCall(2, "2026-05-15T10:50:00Z"), Payload.MissedCall(3, "2026-05-15T10:51:00Z", "+917000022222"));
        var open = (await api.GetAsync("follow-ups?state=open"))["items"]!.AsArray();
        Assert.Equal([1, 2], open.Select(item => item!["missedCount"]!.GetValue<int>()));
        var id = open[1]!["id"]!.GetValue<string>();

        using var reply = await api.Client.PostAsJsonAsync($"/api/v1/follow-ups/{id}/close", new { note = "Wrote to them" }, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        var closed = (await api.GetAsync("follow-ups?state=closed"))["items"]![0]!;
        Assert.Equal(("Wrote to them", "Agent script"), (closed["note"]!.GetValue<string>(), closed["closedBy"]!.GetValue<string>()));
        Assert.Equal("+917000011111", closed["phone"]!.GetValue<string>());
        Assert.Single((await api.GetAsync("follow-ups?state=open"))["items"]!.AsArray());
        await api.ProblemAsync(HttpStatusCode.Conflict, client => client.PostAsJsonAsync($"/api/v1/follow-ups/{id}/close", new { }));
        await api.ProblemAsync(HttpStatusCode.NotFound, client => client.PostAsJsonAsync("/api/v1/follow-ups/5/close", new { }));
    }

    private static Task<ApiDashboard> StartAsync() =>
        ApiDashboard.StartAsync(new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 5, 15, 11, 0, 0, TimeSpan.Zero)));
}
